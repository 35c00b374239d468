//! One story that calls every function of the store, told on both databases and in memory.

mod below;
mod coverage;
mod fair;
mod further;
mod mails;
mod people;
mod rotation;
mod scoring;

use store::Store;

async fn tell(store: &Store) {
    people::tell(store).await;
    fair::tell(store).await;
    rotation::tell(store).await;
    scoring::tell(store).await;
    below::tell(store).await;
}

#[tokio::test]
async fn the_story_holds_in_memory() {
    let store = crate::world::memory().await;
    assert_eq!(store.kind(), "sqlite");
    tell(&store).await;
    store.close().await;
}

#[tokio::test]
async fn the_story_holds_in_a_file() {
    let (store, _folder) = crate::world::file().await;
    assert_eq!(store.kind(), "sqlite");
    tell(&store).await;
    store.close().await;
}

#[tokio::test]
async fn the_story_holds_on_postgres() {
    let store = crate::world::postgres().await;
    assert_eq!(store.kind(), "postgres");
    tell(&store).await;
    store.close().await;
}
