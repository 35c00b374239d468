//! What the page is given on which an organiser puts in a picture of a fair's place.

use domain::fair::picture::{PictureRefused, PlacePicture, Shows};
use domain::ids::{CommandId, PictureId};

#[derive(Debug, Clone)]
pub struct PicturePage {
    pub fair_name: String,
    /// GET: where one came from.
    pub practical_path: String,
    /// The name of the place.
    pub place: String,
    /// POST, with a file.
    pub action: String,
    /// POST: one that another fair shows.
    pub again_action: String,
    /// POST.
    pub away_action: String,
    /// For a new picture.
    pub put_key: CommandId,
    pub picture: PictureId,
    pub stands: Option<PictureStands>,
    /// What other fairs of the location show, at most six.
    pub elsewhere: Vec<PictureStands>,
    /// What was said with a file that was not taken.
    pub shows: Option<Shows>,
    pub nobody: bool,
    pub faults: Vec<PictureRefused>,
    pub no: Option<PictureNo>,
    /// No other picture is put in any more.
    pub is_over: bool,
    /// GET, the page that residents see; None while nobody may.
    pub public_path: Option<String>,
}

/// A picture that is there, with the key of the button beside it.
#[derive(Debug, Clone, Copy)]
pub struct PictureStands {
    pub picture: PlacePicture,
    pub key: CommandId,
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureNo {
    /// What was pressed is not so any more.
    Gone,
    /// The day is over.
    Over,
}
