#include "api/routes/paper_response.h"

#include "api/paper/speaker.h"
#include "api/routes/asked.h"
#include "payments/bank/workbook.h"

namespace anxin::routes {
namespace {

/// What a paper is sent as.
struct PaperFile {
  std::string name;  ///< without its ending
  std::string media_type;
  std::string ending;
  std::string bytes;
};

http::Response download(PaperFile file) {
  http::Response response;
  response.headers.push_back({"content-type", file.media_type});
  response.headers.push_back(
      {"content-disposition", "attachment; filename=\"" + file.name + file.ending + "\""});
  response.body = std::move(file.bytes);
  return response;
}

}  // namespace

Result<http::Response> paper_response(const Call& call, const std::string& name,
                                      const paper::Paper& paper) {
  if (call.given().text("format") != "xlsx") {
    const auto tag = paper::speaker_of(call.voice()).tag;
    return download({name, "text/html; charset=utf-8", ".html", paper::to_html(paper, tag)});
  }
  constexpr auto kWorkbookType =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return download(
      {name, kWorkbookType, ".xlsx", LEDGER_TRY(bank::write_workbook(paper::to_workbook(paper)))});
}

Field paper_format_field() {
  return {"format", FieldKind::text, Need::optional, "xlsx", {}, "html, xlsx"};
}

}  // namespace anxin::routes
