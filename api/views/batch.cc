#include "api/views/batch.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::PayrollLine;

Json line_view(const PayrollLine& line) {
  Json json = Json::object();
  json.set("id", line.id).set("row", line.row).set("worker", line.worker);
  json.set("employer", line.employer).set("team", line.team);
  json.set("gross", line.gross).set("deductions", deductions(line));
  json.set("net", line.net).set("state", payments::to_word(line.state));
  if (!line.parked_for.empty()) json.set("parked_for", list_of(line.parked_for));
  if (!line.replaces.empty()) json.set("replaces", line.replaces);
  return json;
}

Json file_view(const payments::InstructionFile& file) {
  Json json = Json::object();
  json.set("file", file.id).set("lines", file.lines.size());
  return json.set("sum", file.sum);
}

Json sums_view(const payments::PayrollBatch& batch) {
  Json json = Json::object();
  json.set("batch", batch.id).set("contract", batch.contract).set("month", to_string(batch.month));
  json.set("kind", payments::to_word(batch.kind));
  json.set("state", payments::to_word(batch.state)).set("lines", batch.lines);
  json.set("gross", batch.gross).set("deductions", batch.deductions);
  json.set("net", batch.net).set("due_on", to_string(batch.due_on));
  json.set("content", batch.content);
  return json;
}

}  // namespace

Json batch_view(const payments::BatchView& view) {
  return sums_view(view.batch)
      .set("items", array_of(view.lines, line_view))
      .set("files", array_of(view.files, file_view));
}

Json batches_view(const std::vector<payments::PayrollBatch>& batches) {
  return Json::object().set("batches", array_of(batches, sums_view));
}

}  // namespace anxin::views
