//! Reading of chats and their members.

use serde_json::{Value, json};

use crate::telegram::args::{Answer, Args, Refusal, bad, forbidden};
use crate::telegram::state::State;
use crate::telegram::world::{Kind, Status};

impl State {
    pub(super) fn get_chat(&mut self, args: &Args) -> Answer {
        let id = self.readable_chat(args)?;
        let chat = self.chat(id);
        let mut json = self.chat_json(chat);
        if chat.is_group() {
            let may = chat.may_write;
            json["permissions"] = json!({
                "can_send_messages": may, "can_send_media_messages": may, "can_send_audios": may,
                "can_send_documents": may, "can_send_photos": may, "can_send_videos": may,
                "can_send_video_notes": may, "can_send_voice_notes": may, "can_send_polls": may,
                "can_send_other_messages": may, "can_add_web_page_previews": may, "can_react_to_messages": may,
                "can_edit_tag": may, "can_change_info": false, "can_invite_users": true, "can_pin_messages": false,
                "can_manage_topics": false,
            });
        }
        let all = json!({"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false, "gifts_from_channels": false});
        json["accepted_gift_types"] = all;
        json["max_reaction_count"] = json!(11);
        json["accent_color_id"] = json!(id.rem_euclid(7));
        Ok(json)
    }

    fn wanted_user(&self, args: &Args) -> Result<i64, Refusal> {
        let id = args.number("user_id", 0);
        if id <= 0 {
            return Err(bad("invalid user_id specified"));
        }
        Ok(id)
    }

    /// Member lists of groups that were left, or were upgraded, can't be read.
    fn members_chat(&self, args: &Args) -> Result<i64, Refusal> {
        let id = self.readable_chat(args)?;
        let chat = self.chat(id);
        if chat.kind == Kind::Group {
            if let Some(to) = chat.migrated_to {
                return Err(crate::telegram::args::migrated(to));
            }
            match chat.status(self.bot.id) {
                Status::Kicked => return Err(forbidden("bot was kicked from the group chat")),
                Status::Left => return Err(forbidden("bot is not a member of the group chat")),
                _ => {}
            }
        }
        Ok(id)
    }

    pub(super) fn get_chat_member(&mut self, args: &Args) -> Answer {
        let id = self.members_chat(args)?;
        let user = self.wanted_user(args)?;
        let chat = self.chat(id);
        if !self.users.contains_key(&user) {
            return Err(bad("PARTICIPANT_ID_INVALID"));
        }
        if chat.kind == Kind::Channel && user != self.bot.id && !chat.status(self.bot.id).is_admin() {
            return Err(bad("member list is inaccessible"));
        }
        if chat.kind == Kind::Group && !chat.members.contains_key(&user) {
            return Err(bad("member not found"));
        }
        let status = if chat.kind == Kind::Private { Status::Member } else { chat.status(user) };
        Ok(self.member_json(chat, user, status))
    }

    pub(super) fn get_chat_administrators(&mut self, args: &Args) -> Answer {
        let id = self.members_chat(args)?;
        let chat = self.chat(id);
        if chat.kind == Kind::Private {
            return Err(bad("there are no administrators in the private chat"));
        }
        let mut admins: Vec<(i64, Status)> =
            chat.members.iter().map(|(id, s)| (*id, *s)).filter(|(_, s)| s.is_admin()).collect();
        admins.sort_unstable_by_key(|(id, _)| *id);
        let list: Vec<Value> = admins.into_iter().map(|(user, status)| self.member_json(chat, user, status)).collect();
        Ok(list.into())
    }

    pub(super) fn get_chat_member_count(&mut self, args: &Args) -> Answer {
        let id = self.members_chat(args)?;
        Ok(self.chat(id).members.values().filter(|s| s.is_inside()).count().into())
    }

    pub(super) fn leave_chat(&mut self, args: &Args) -> Answer {
        let id = self.writable_chat(args)?;
        if self.chat(id).kind == Kind::Private {
            return Err(bad("chat member status can't be changed in private chats"));
        }
        let bot = self.bot.id;
        self.change_bot(id, bot, Status::Left);
        Ok(Value::Bool(true))
    }
}
