#include "api/views/refusal.h"

#include "api/views/findings.h"

namespace anxin::views {
namespace {

Json error_view(const Voice& voice, const Fault& fault, Json details) {
  Json error = Json::object();
  error.set("code", fault.reason.word()).set("message", voice.sentence(fault));
  error.set("details", std::move(details));
  return Json::object().set("error", std::move(error));
}

}  // namespace

Json refusal_view(const Voice& voice, const Fault& fault, const payments::Findings& findings,
                  std::string_view key) {
  Json details = Json::object();
  if (!fault.field.empty()) details.set("field", fault.field);
  if (!key.empty()) details.set("key", key);
  for (const auto& detail : fault.details) details.set(detail.name, detail.value);
  if (!findings.empty()) details.set("findings", findings_view(voice, findings));
  return error_view(voice, fault, std::move(details));
}

Json load_refusal_view(const Voice& voice, const Fault& fault, const payments::LoadPlan& plan) {
  return error_view(voice, fault, Json::object().set("findings", load_findings_view(voice, plan)));
}

Json load_findings_view(const Voice& voice, const payments::LoadPlan& plan) {
  Json all = Json::array();
  for (const auto& file : plan.findings) {
    for (const auto& finding : file.findings) {
      all.push(finding_view(voice, finding).set("file", file.file));
    }
  }
  return all;
}

}  // namespace anxin::views
