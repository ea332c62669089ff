#include "api/routes/load_plan.h"

#include "api/views/refusal.h"

namespace anxin::routes {

Result<http::Response> load_plan(Call& call, const payments::LoadPlan& plan) {
  payments::MasterDataService service(call.book());
  const auto receipt = service.load(call.caller(), plan);
  if (receipt) return call.receipt(*receipt, 201);
  if (receipt.error().reason != payments::kDataRefused) {
    return tl::make_unexpected(receipt.error());
  }
  return problem_with(receipt.error(), call.problem_context(), "findings",
                      views::load_findings_view(call.voice(), plan));
}

}  // namespace anxin::routes
