export default function () {
  return { dir: { input: "in", includes: "../_includes", output: "_site" }, pathPrefix: "/blog/" };
}
