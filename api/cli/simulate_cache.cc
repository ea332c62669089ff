#include "api/cli/simulate_cache.h"

#include <filesystem>
#include <ostream>

#include "api/cli/open_book.h"
#include "ledger/base/digest.h"

namespace anxin::cli {
namespace {

constexpr std::string_view kResultSchema = "anxin-result/2";

std::filesystem::path result_file(const std::string& folder, const std::string& id) {
  return std::filesystem::path(folder) / (id + ".result");
}

std::string result_head(const std::string& id, std::string_view body) {
  return std::string(kResultSchema) + " " + id + " " + sha256(body).hex() + "\n";
}

std::optional<KeptResult> parse_result(const std::string& id, std::string_view bytes) {
  const auto head_end = bytes.find('\n');
  if (head_end == std::string_view::npos) return std::nullopt;
  const auto body = bytes.substr(head_end + 1);
  if (bytes.substr(0, head_end + 1) != result_head(id, body)) return std::nullopt;
  const auto answer_end = body.find('\n');
  if (answer_end == std::string_view::npos) return std::nullopt;
  return KeptResult{std::string(body.substr(0, answer_end)),
                    std::string(body.substr(answer_end + 1))};
}

}  // namespace

Result<std::optional<KeptResult>> find_kept(Context& context, const std::string& folder,
                                            const std::string& id) {
  const auto file = result_file(folder, id);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  auto kept = parse_result(id, LEDGER_TRY(read_file(context, file.string())));
  const auto path = file.string();
  context.world().err << (kept ? context.say("cli.simulate.kept", {{"id", id}, {"path", path}})
                               : context.say("cli.simulate.damaged", {{"path", path}}))
                      << std::endl;
  return kept;
}

Result<void> keep_result(const std::string& folder, const std::string& id,
                         const KeptResult& result) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(kFileUnreadable, {{"path", folder}, {"cause", failed.message()}});
  const auto body = result.answer + "\n" + result.series;
  return write_file(result_file(folder, id).string(), result_head(id, body) + body);
}

}  // namespace anxin::cli
