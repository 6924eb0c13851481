export default {
  title: "A site",
  url: "https://example.org",
  baseUrl: "/blog/",
  onBrokenLinks: "throw",
  i18n: { defaultLocale: "zh-Hans", locales: ["zh-Hans", "zh-Hant", "en"] },
  presets: [["classic", { docs: { sidebarPath: undefined }, blog: { blogSidebarCount: 0, onInlineAuthors: "ignore" } }]],
  themeConfig: { navbar: { items: [{ type: "localeDropdown" }] } },
};
