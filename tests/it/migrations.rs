//! The changes to the database: up, down, up again, and the tables they leave are those the entities describe.

use crate::on_both;

on_both! {
    /// Every change can be taken back and made again.
    async fn up_down_up(g) {
        let store = g.register.store();
        store.unmigrate().await.expect("every change is taken back");
        store.migrate().await.expect("and made again");
        assert!(store.organisations().await.expect("the tables are there").all().next().is_none());
    }
}
