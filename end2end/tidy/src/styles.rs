//! Rules for the style sheets: no `!important`, dark written once, and logical properties only, so that
//! right-to-left comes by itself.

use crate::{Breach, File};

/// Properties that name a side of the screen, and the logical one to use.
const SIDED: [(&str, &str); 12] = [
    ("margin-left", "margin-inline-start"),
    ("margin-right", "margin-inline-end"),
    ("padding-left", "padding-inline-start"),
    ("padding-right", "padding-inline-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("left", "inset-inline-start"),
    ("right", "inset-inline-end"),
    ("border-top-left-radius", "border-start-start-radius"),
    ("border-top-right-radius", "border-start-end-radius"),
    ("border-bottom-left-radius", "border-end-start-radius"),
    ("border-bottom-right-radius", "border-end-end-radius"),
];

/// Where the dark colours are.
const DARK: &str = "style/tokens-dark.css";

/// Every breach in a style sheet. Reads declarations, not selectors.
pub fn breaches(file: &File) -> Vec<Breach> {
    let mut found = Vec::new();
    for (n, line) in without_comments(&file.text).lines().enumerate() {
        if line.contains("!important") {
            found.push(Breach::new(&file.path, n + 1, "`!important`: put the rule in a later layer"));
        }
        for (property, value) in declarations(line) {
            if let Some((_, logical)) = SIDED
                .iter()
                .find(|(sided, _)| property == *sided || property.starts_with(&format!("{sided}-")))
            {
                found.push(Breach::new(
                    &file.path,
                    n + 1,
                    format!("`{property}` names a side: use `{logical}`"),
                ));
            }
            if (property, value) == ("color-scheme", "dark") && file.path != DARK {
                found.push(Breach::new(&file.path, n + 1, format!("dark is written once, in {DARK}")));
            }
            if ["text-align", "float", "clear"].contains(&property) && ["left", "right"].contains(&value) {
                found.push(Breach::new(
                    &file.path,
                    n + 1,
                    format!("`{property}: {value}` names a side: use start or end"),
                ));
            }
        }
    }
    found
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |n| start + n + 2);
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out + rest
}

fn declarations(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split(['{', ';', '}'])
        .filter_map(|part| part.split_once(':'))
        .map(|(property, value)| (property.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assert_none, files};

    #[test]
    fn styles_work_in_both_directions_and_shout_nowhere() {
        let all = files("style", &[".css"]);
        assert!(all.len() > 10, "the style sheets were not found");
        assert_none(&all.iter().flat_map(breaches).collect::<Vec<_>>());
    }

    #[test]
    fn a_side_and_a_shout_are_found() {
        let wrong = File::new(
            "style/x.css",
            "/* margin-left: 1px;\n */ .a { margin-inline-start: 1px }\n.b { margin-left: 1px; color: red !important }\n.c { text-align: right; right: 0 }\n.d:left { border-left-color: red }\n.e { color-scheme: dark }",
        );
        assert_eq!(breaches(&wrong).iter().map(|b| b.line).collect::<Vec<_>>(), [3, 3, 4, 4, 5, 6]);
    }
}
