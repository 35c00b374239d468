//! Nobody is sent to another table for nothing: after a re-plan, meetings of one employer in one round
//! go back to their published tables where tables are alike. No level changes by it.

use super::compiled::{Compiled, Way};
use super::state::{Slot, State};

/// Puts meetings that kept their round back to the table that was published, alone or by a swap.
pub(super) fn restore(state: &mut State) {
    let c = state.c;
    for (pair, table, round, _) in &c.wishes.baseline {
        let slot = state.slots[*pair as usize];
        if slot.round != *round || slot.table == *table || state.is_history(*pair) {
            continue;
        }
        let round = *round as usize;
        if !alike(c, *pair, slot, *table) {
            continue;
        }
        if (state.table_busy[*table as usize] >> round) & 1 == 0 {
            state.unseat(*pair);
            state.seat(*pair, Slot { table: *table, ..slot });
            continue;
        }
        let guest = state.pair_at_table(*table, round);
        let theirs = state.slots[guest as usize];
        let at_home = c.wishes.baseline.iter().any(|b| (b.0, b.1, b.2) == (guest, *table, theirs.round));
        if !state.is_history(guest) && !at_home && alike(c, guest, theirs, slot.table) {
            state.unseat(*pair);
            state.unseat(guest);
            state.seat(*pair, Slot { table: *table, ..slot });
            state.seat(guest, Slot { table: slot.table, ..theirs });
        }
    }
    state.keep();
}

/// Whether the pair could sit at the other table in its round with everything else as it is.
fn alike(c: &Compiled, pair: u32, slot: Slot, other: u32) -> bool {
    let way = |table: u32| c.pair_ways(pair).iter().find(|way| way.table == table);
    let open = |way: &&Way| (way.rounds >> slot.round) & 1 == 1;
    match (way(slot.table), way(other).filter(open)) {
        (Some(here), Some(there)) => {
            let room = |table: u32| c.table_room[table as usize];
            here.helpers == there.helpers && room(slot.table) == room(other)
        }
        _ => false,
    }
}
