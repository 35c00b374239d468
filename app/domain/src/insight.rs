//! Slice insight: counts of what happened. Groups smaller than five are not shown to outsiders (domain.md §1).

/// Smallest group that may be shown outside the location.
pub const SMALLEST_GROUP: u32 = 5;

/// A count as outsiders may see it: None where the group is too small to hide in.
pub fn published(count: u32) -> Option<u32> {
    (count == 0 || count >= SMALLEST_GROUP).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_not_published() {
        assert_eq!([0, 1, 4, 5, 60].map(published), [Some(0), None, None, Some(5), Some(60)]);
    }
}
