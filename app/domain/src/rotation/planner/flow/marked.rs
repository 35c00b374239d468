//! How all flowed at a mark, to go back there: quicker than sending every unit another way once more.

use super::Flow;

impl Flow {
    /// From here on everything can be taken back.
    pub fn mark(&mut self) {
        self.journal.clear();
        self.marked.clear();
        self.marked.extend(self.nodes.iter().map(|node| node.potential));
    }

    /// What was done since the mark stays.
    pub fn forget(&mut self) {
        self.journal.clear();
        self.marked.clear();
    }

    /// Goes back to how all flowed at the mark.
    pub fn take_back(&mut self) {
        let marked = std::mem::take(&mut self.marked);
        while let Some((name, room)) = self.journal.pop() {
            self.set_room(name, room);
            self.climb(name / 2);
        }
        for (node, potential) in self.nodes.iter_mut().zip(&marked) {
            node.potential = *potential;
        }
        self.marked = marked;
        self.forget();
    }
}
