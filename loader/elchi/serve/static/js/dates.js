// Extended Date/Time Format (EDTF) to words, with the precision that it has.

import { t } from "./i18n.js";

const DATE = /^(Y?-?[0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([~?%]?)$/;

/** Return a date of EDTF in words: "2023-05" is "May 2023", "2023~" "about 2023". */
export function readable(edtf) {
  if (!edtf) return "";
  const [from, to] = String(edtf).split("/");
  if (to === undefined) return single(from);
  if (to === "" || to === "..") return t("date.since", { date: single(from) });
  if (from === "" || from === "..") return t("date.until", { date: single(to) });
  return from === to ? single(from) : /^\d{4}-\d\d-\d\d$/.test(from) && from.slice(0, 7) === to.slice(0, 7) ? span(from, to) : `${single(from)} – ${single(to)}`;
}

/** Return the words for the time from one date to another; the second may be missing. */
export function span(start, end) {
  if (!end || end === start) return readable(start);
  const [from, to] = [DATE.exec(start), DATE.exec(end)];
  const days = from?.[3] && to?.[3] && from[1] === to[1] && from[2] === to[2] && !start.includes("X") && !from[4] && !to[4];
  if (!days) return readable(`${start}/${end}`);
  return t("date.day", { year: to[1], month: t(`month.${to[2]}`), day: `${Number(from[3])}–${Number(to[3])}` });
}

/** Return how precise a date is: day, month, year or other. */
export function precision(edtf) {
  const match = DATE.exec(edtf ?? "");
  if (!match || match[1].includes("X")) return "other";
  if (match[3] && !match[3].includes("X")) return "day";
  return match[2] && !match[2].includes("X") ? "month" : "year";
}

function single(edtf) {
  const match = DATE.exec(edtf);
  if (!match) return edtf;
  const [, year, month, day, mark] = match;
  const words = calendar(year, month, day) ?? edtf;
  return mark === "~" || mark === "%" ? t("date.about", { date: words }) : mark ? `${words} (?)` : words;
}

function calendar(year, month, day) {
  const known = (part) => part !== undefined && !part.includes("X");
  if (!known(year) && !(known(month) && known(day))) return decade(year);
  if (!known(month)) return year;
  if (Number(month) > 12) return t("date.season", { season: t(`season.${month}`), year });
  const words = { year, month: t(`month.${month}`), day: known(day) ? String(Number(day)) : "" };
  if (!known(year)) return t("date.yearless", words);
  return t(known(day) ? "date.day" : "date.month", words);
}

function decade(year) {
  return /^\d{3}X$/.test(year) ? t("date.decade", { year: `${year.slice(0, 3)}0` }) : null;
}
