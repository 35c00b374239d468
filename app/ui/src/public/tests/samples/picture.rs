//! A picture of a place, to look at.

use super::{head, id};
use crate::public::views::{PicturePage, PictureStands};
use domain::fair::picture::{PlacePicture, Shows};
use domain::ids::{CommandId, PictureId};

pub fn place() -> PlacePicture {
    PlacePicture { id: PictureId(id(1_600)), shows: Shows::Entrance, width: 800, height: 600 }
}

/// One stands, and another day shows one.
pub fn picture() -> PicturePage {
    let other = PlacePicture { id: PictureId(id(1_601)), shows: Shows::Room, ..place() };
    let head = head();
    PicturePage {
        fair_name: head.name,
        practical_path: "/app-api/practical/1".into(),
        place: head.place,
        action: "/app-api/picture/1".into(),
        again_action: "/app-api/picture/1/again".into(),
        away_action: "/app-api/picture/1/away".into(),
        put_key: CommandId(id(1_610)),
        picture: PictureId(id(1_611)),
        stands: Some(PictureStands { picture: place(), key: CommandId(id(1_612)) }),
        elsewhere: vec![PictureStands { picture: other, key: CommandId(id(1_613)) }],
        shows: None,
        nobody: false,
        faults: vec![],
        no: None,
        is_over: false,
        public_path: Some("/banenmarkt/1".into()),
    }
}
