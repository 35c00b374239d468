//! Finding a person in a list by number or by a part of the name.

use domain::text::lowercase;

/// Whether a person fits what was typed. Digits look for the number from its start, anything else for the name.
pub fn fits(typed: &str, number: u32, name: &str) -> bool {
    let typed = typed.trim();
    if typed.is_empty() {
        return true;
    }
    if typed.chars().all(|c| c.is_ascii_digit()) {
        return number.to_string().starts_with(typed.trim_start_matches('0'));
    }
    lowercase(name).contains(&lowercase(typed))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_number_is_found_from_its_start_and_a_name_anywhere() {
        assert!(fits("12", 127, "Lentelied"));
        assert!(fits("012", 12, "Lentelied"));
        assert!(!fits("27", 127, "Lentelied"));
        assert!(fits("LIED", 127, "Lentelied"));
        assert!(fits("  ", 1, "x"));
    }
}
