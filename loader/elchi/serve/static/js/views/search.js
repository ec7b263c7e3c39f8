// Search: documents and the facts found in them.
import { frame } from "../frame.js";
import { t } from "../i18n.js";
export async function render(root, params, context) {
  const view = frame(root, { title: t("view.search"), queries: [{ name: "labels", params: { language: "en" } }], signal: context.signal });
  await view.run(async () => ({ empty: "Nothing found", advice: "Ask for less." }));
}
