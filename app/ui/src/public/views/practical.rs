//! What the page is given on which an organiser says what people should know before they come.

use domain::fair::practical::Practical;
use domain::ids::{CommandId, FairId};

#[derive(Debug, Clone)]
pub struct PracticalPage {
    pub fair: FairId,
    pub fair_name: String,
    /// POST.
    pub action: String,
    /// GET: where a picture of the place is put in.
    pub picture_path: String,
    pub key: CommandId,
    pub practical: Practical,
    /// Nothing is to be said any more.
    pub is_over: bool,
    /// GET, the page that residents see; None while nobody may.
    pub public_path: Option<String>,
}
