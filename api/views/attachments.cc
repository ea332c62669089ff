#include "api/views/attachments.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json step_view(const payments::AttachmentStep& step) {
  Json json = Json::object();
  json.set("state", payments::to_word(step.state)).set("document", step.document);
  json.set("by", step.by).set("on", to_string(step.on));
  json.set("amount", step.amount).set("excess", step.excess);
  const auto* decided = std::get_if<payments::attachment_state::Decided>(&step.state);
  if (decided != nullptr) json.set("outcome", payments::to_word(decided->outcome));
  return json;
}

}  // namespace

Json attachment_view(const Voice& voice, const payments::AttachmentView& view) {
  const auto& attachment = view.attachment;
  Json json = Json::object();
  json.set("case", attachment.id).set("contract", attachment.contract);
  json.set("account", payments::to_word(attachment.account)).set("court", attachment.court);
  json.set("amount", attachment.amount);
  json.set("purpose", payments::to_word(attachment.purpose));
  json.set("executed", attachment.executed);
  json.set("beyond", attachment.beyond);
  json.set("state", payments::to_word(attachment.state));
  json.set("balance", view.balance).set("wages_due", view.wages_due);
  json.set("excess", view.excess).set("law", voice.say("cli.attachment.law"));
  json.set("steps", array_of(attachment.steps, step_view));
  return json;
}

Json attachments_view(const Voice& voice, const std::vector<payments::AttachmentView>& views) {
  Json all = Json::array();
  for (const auto& view : views) all.push(attachment_view(voice, view));
  return Json::object().set("cases", std::move(all));
}

}  // namespace anxin::views
