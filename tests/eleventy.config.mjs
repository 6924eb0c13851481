// A site with nothing of its own but 11ty's plugin for links to files, and the filters and shortcodes that the examples use.
import { InputPathToUrlTransformPlugin } from "@11ty/eleventy";

export default function (site) {
  site.addPlugin(InputPathToUrlTransformPlugin);
  site.addFilter("readableDate", (date) => new Date(date).toISOString().slice(0, 10));
  site.addPairedShortcode("note", (text, title) => `<aside><b>${title}</b>\n\n${text}</aside>`);
  return { dir: { input: "in", output: "_site" }, markdownTemplateEngine: "njk" };
}
