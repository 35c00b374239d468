//! The documents are true: links and paths lead somewhere, `make` targets exist, and CONTRIBUTING answers at least ten
//! "where do I change …" questions with paths that exist. Links to other sites are not followed.

use crate::{Breach, File};

/// Looks up whether a path from the root exists; a test passes its own.
type Exists<'a> = &'a dyn Fn(&str) -> bool;

/// What may be named though it is only there after building.
const BUILT: [&str; 2] = ["target/", "end2end/artefacts"];

/// Links and paths in a document that lead nowhere, and `make` targets that the Makefile does not have.
pub fn breaches(document: &File, makefile: &str, exists: Exists<'_>) -> Vec<Breach> {
    let mut found = Vec::new();
    for (line, text) in prose(&document.text) {
        for link in links(text).filter(|link| !is_elsewhere(link)) {
            let path = beside(&document.path, link.split('#').next().unwrap_or_default());
            if !path.is_empty() && !exists(&path) {
                found.push(Breach::new(&document.path, line, format!("the link to `{link}` leads nowhere")));
            }
        }
        for code in quoted(text) {
            if let Some(path) = as_path(code).filter(|path| exists(top(path)) && !exists(path)) {
                found.push(Breach::new(&document.path, line, format!("`{path}` does not exist")));
            }
            if let Some(target) =
                code.strip_prefix("make ").map(|rest| rest.split_whitespace().next().unwrap_or_default())
                && !makefile.lines().any(|rule| rule.starts_with(&format!("{target}:")))
            {
                found.push(Breach::new(
                    &document.path,
                    line,
                    format!("the Makefile has no target `{target}`"),
                ));
            }
        }
    }
    found
}

/// The questions of CONTRIBUTING's section "Where do I change …", each with the paths that answer it.
pub fn questions(contributing: &str) -> Vec<(usize, Vec<&str>)> {
    let section = prose(contributing).skip_while(|(_, line)| {
        !(line.starts_with('#') && line.to_lowercase().contains("where do i change"))
    });
    let lines = section.skip(1).take_while(|(_, line)| !line.starts_with('#'));
    let answers = lines.filter(|(_, line)| {
        line.starts_with('-')
            || line.starts_with("1.")
            || line.starts_with("| ")
            || line.starts_with(|c: char| c.is_ascii_digit())
    });
    answers
        .map(|(number, line)| (number, quoted(line).filter_map(as_path).collect()))
        .filter(|(_, paths): &(usize, Vec<&str>)| !paths.is_empty())
        .collect()
}

/// Lines outside fenced code, numbered from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(n, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((n + 1, line))
    })
}

fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link.split(' ').next().unwrap_or_default())
}

fn is_elsewhere(link: &str) -> bool {
    link.contains("://") || link.starts_with("mailto:") || link.starts_with('#')
}

fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether the words between backticks are a path of the project, and which.
fn as_path(code: &str) -> Option<&str> {
    let plain = code.contains('/')
        && !code.starts_with('/')
        && !code.contains(|c: char| c.is_whitespace() || "<>{}*…$=(".contains(c))
        && !code.contains("::");
    let path = code.trim_end_matches('/');
    (plain && !BUILT.iter().any(|built| path.starts_with(built.trim_end_matches('/')))).then_some(path)
}

fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn beside(document: &str, link: &str) -> String {
    match document.rsplit_once('/') {
        Some((folder, _)) if !link.is_empty() => format!("{folder}/{link}"),
        _ => link.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assert_none, files, root};

    const DOCUMENTS: [&str; 7] = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "GOVERNANCE.md",
        "CODE_OF_CONDUCT.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ];

    fn on_disk(path: &str) -> bool {
        root().join(path).exists()
    }

    fn read(path: &str) -> File {
        files("", &[path])
            .into_iter()
            .find(|file| file.path == path)
            .unwrap_or_else(|| panic!("{path} is missing"))
    }

    #[test]
    fn links_paths_and_commands_in_the_documents_exist() {
        let makefile = read("Makefile").text;
        assert_none(
            &DOCUMENTS
                .map(read)
                .iter()
                .flat_map(|document| breaches(document, &makefile, &on_disk))
                .collect::<Vec<_>>(),
        );
    }

    #[test]
    fn contributing_answers_ten_questions_with_paths_that_exist() {
        let contributing = read("CONTRIBUTING.md");
        let questions = questions(&contributing.text);
        assert!(
            questions.len() >= 10,
            "{} answers with a path under \"Where do I change …\", ten are promised",
            questions.len()
        );
        for (line, paths) in questions {
            assert!(
                paths.iter().all(|path| on_disk(path)),
                "CONTRIBUTING.md:{line}: one of {paths:?} does not exist"
            );
        }
    }

    #[test]
    fn dead_links_paths_and_targets_are_found() {
        let document = File::new(
            "README.md",
            "[a](app/gone.md) [b](app) [c](https://x.y/z)\n`app/lost.rs` `app/found.rs` `a::b/c` `make run` `make fly`\n```\n`app/lost.rs`\n```\n",
        );
        let exists = |path: &str| ["app", "app/found.rs"].contains(&path);
        let found: Vec<String> =
            breaches(&document, "run: ## Go.\n", &exists).iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[0].contains("app/gone.md") && found[1].contains("app/lost.rs") && found[2].contains("fly"),
            "{found:?}"
        );
    }

    #[test]
    fn only_answers_with_a_path_are_counted() {
        let text = "## Where do I change …\n\n| Question | Place |\n|---|---|\n| … a colour? | `style/tokens.css` |\n- a rule: somewhere\n1. a word: `app/ui/texts/nl`\n## Next\n- `app/x`\n";
        assert_eq!(questions(text), [(5, vec!["style/tokens.css"]), (7, vec!["app/ui/texts/nl"])]);
    }
}
