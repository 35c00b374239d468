//! How the reading of a file went: in figures, what is wrong row by row and column by column, and its first rows as they
//! were read.

use crate::parts::{Figure, Wide, take_focus};
use crate::texts::fair::{import as t, mistake as m};
use crate::workplace::context::use_lang;
use domain::lang::Lang;
use leptos::html;
use leptos::prelude::*;
use sync::requests::{Mistake, MistakeReason};

/// Why a cell, row or file cannot be taken.
pub fn reason(lang: Lang, why: MistakeReason) -> &'static str {
    match why {
        MistakeReason::EmptyFile => m::empty_file(lang),
        MistakeReason::UnreadableText => m::unreadable_text(lang),
        MistakeReason::MissingColumn => m::missing_column(lang),
        MistakeReason::UnknownColumn => m::unknown_column(lang),
        MistakeReason::ForbiddenColumn => m::forbidden_column(lang),
        MistakeReason::TooFewCells => m::too_few_cells(lang),
        MistakeReason::TooManyCells => m::too_many_cells(lang),
        MistakeReason::QuoteNeverEnds => m::quote_never_ends(lang),
        MistakeReason::Empty => m::empty(lang),
        MistakeReason::TooLong => m::too_long(lang),
        MistakeReason::ControlCharacter => m::control_character(lang),
        MistakeReason::Formula => m::formula(lang),
        MistakeReason::Duplicate => m::duplicate(lang),
        MistakeReason::NotANumber => m::not_a_number(lang),
        MistakeReason::OutOfRange => m::out_of_range(lang),
        MistakeReason::NotAnAmount => m::not_an_amount(lang),
        MistakeReason::BelowMinimumWage => m::below_minimum_wage(lang),
        MistakeReason::NotYesOrNo => m::not_yes_or_no(lang),
        MistakeReason::NotATime => m::not_a_time(lang),
        MistakeReason::NotADate => m::not_a_date(lang),
        MistakeReason::EndsBeforeItBegins => m::ends_before_it_begins(lang),
        MistakeReason::NotAPhoneNumber => m::not_a_phone_number(lang),
        MistakeReason::NotAnEmail => m::not_an_email(lang),
        MistakeReason::UnknownWay => m::unknown_way(lang),
        MistakeReason::UnknownWord => m::unknown_word(lang),
        MistakeReason::UnknownLanguage => m::unknown_language(lang),
        MistakeReason::UnknownLevel => m::unknown_level(lang),
        MistakeReason::LanguageNotListed => m::language_not_listed(lang),
        MistakeReason::OneLanguage => m::one_language(lang),
        MistakeReason::Unreadable => m::unreadable(lang),
        MistakeReason::Minor => m::minor(lang),
        MistakeReason::FewerThanTables => m::fewer_than_tables(lang),
        MistakeReason::FewerTables => m::fewer_tables(lang),
        MistakeReason::SaidOtherwise => m::said_otherwise(lang),
        MistakeReason::DayBegun => m::day_begun(lang),
        MistakeReason::Ambiguous => m::ambiguous(lang),
        MistakeReason::UnknownPerson => m::unknown_person(lang),
        MistakeReason::UnknownEmployer => m::unknown_employer(lang),
        MistakeReason::UnknownVacancy => m::unknown_vacancy(lang),
        MistakeReason::UnknownSession => m::unknown_session(lang),
        MistakeReason::NotInThisSession => m::not_in_this_session(lang),
        MistakeReason::UnknownText => m::unknown_text(lang),
        MistakeReason::WrongBraces => m::wrong_braces(lang),
        MistakeReason::UnknownForm => m::unknown_form(lang),
        MistakeReason::MissingForm => m::missing_form(lang),
    }
}

/// "Rij 4" or "hele bestand".
fn row_words(lang: Lang, row: u32) -> String {
    if row == 0 { t::whole_file(lang).to_owned() } else { t::row(lang, row) }
}

/// What a file would do, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    pub mistakes: u32,
}

/// Says in one place that stays how the reading of a file went, for who does not see what appeared.
#[component]
pub fn ToldFile(
    #[prop(into)] found: Signal<Option<Found>>,
    #[prop(into)] error: Signal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let words = move || match found.get() {
        Some(Found { new, changed, same, mistakes }) => t::told(lang.get(), changed, mistakes, new, same),
        None => error.get(),
    };
    view! { <p class="visually-hidden" role="status">{words}</p> }
}

/// The same figures to look at, under a heading that takes the focus.
#[component]
pub fn Figures(found: Found) -> impl IntoView {
    let lang = use_lang();
    let heading = NodeRef::<html::H2>::new();
    take_focus(heading, || true);
    let Found { new, changed, same, mistakes } = found;
    view! {
        <h2 tabindex="-1" node_ref=heading>{move || t::preview(lang.get())}</h2>
        <div class="figures">
            <Figure value=new.to_string() label=move || t::new(lang.get())/>
            <Figure value=changed.to_string() label=move || t::changed(lang.get())/>
            <Figure value=same.to_string() label=move || t::same(lang.get())/>
            <Figure value=mistakes.to_string() label=move || t::mistakes(lang.get())/>
        </div>
    }
}

#[component]
pub fn Mistakes(mistakes: Vec<Mistake>, total: u32) -> impl IntoView {
    let lang = use_lang();
    let shown = u32::try_from(mistakes.len()).unwrap_or(u32::MAX);
    let rows = mistakes
        .into_iter()
        .map(|mistake| {
            let (row, why) = (mistake.row, mistake.reason);
            view! {
                <tr class="import-row is-bad">
                    <th scope="row">{move || row_words(lang.get(), row)}</th>
                    <td><code>{mistake.column}</code></td>
                    <td>{move || reason(lang.get(), why)}</td>
                </tr>
            }
        })
        .collect_view();
    (total > 0).then(|| {
        view! {
            <h3>{move || t::mistakes_title(lang.get())}</h3>
            <Wide label=move || t::mistakes_title(lang.get())>
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">{move || t::where_row(lang.get())}</th>
                        <th scope="col">{move || t::where_column(lang.get())}</th>
                        <th scope="col">{move || t::what(lang.get())}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
            {(total > shown).then(|| view! { <p class="small soft">{move || t::more(lang.get(), total - shown)}</p> })}
        }
    })
}

#[component]
pub fn Sample(columns: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let lang = use_lang();
    let head = columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let has_rows = !rows.is_empty();
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = row.into_iter().map(|cell| view! { <td><bdi>{cell}</bdi></td> }).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    has_rows.then(|| {
        view! {
            <h3>{move || t::sample(lang.get())}</h3>
            <Wide label=move || t::sample(lang.get())>
                <table class="data-table">
                    <thead><tr>{head}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </Wide>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_the_whole_file_has_no_row() {
        assert!(!row_words(Lang::Nl, 0).contains('0'));
        assert!(row_words(Lang::Nl, 7).contains('7'));
    }
}
