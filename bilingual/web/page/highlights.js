// Parts of the page that look otherwise without another element around them: what is typed and how it is typed stay as they are.

const { highlights } = CSS;

/** Gives ranges of the page the look that a name has in the style sheet (`::highlight(name)`), and takes it from all others. */
export function highlight(name, ranges) {
  if (!highlights) return; // a browser from before 2025: nothing looks otherwise
  if (ranges.length) highlights.set(name, new Highlight(...ranges));
  else highlights.delete(name);
}

/** A range of the page between two points. */
export function between([startNode, startOffset], [endNode, endOffset]) {
  const range = document.createRange();
  range.setStart(startNode, startOffset);
  range.setEnd(endNode, endOffset);
  return range;
}
