// One form for each scenario, whoever wrote the file and however: what is stored and hashed.
//
// Role: `anxin simulate canonical`; part of every result's id.
// Shape: JSON after RFC 8785: keys sorted, no spaces, UTF-8, shortest escapes. Values are strings,
//        exact, in base units (fen, the whole, months, persons, standard deviations): "3/100". What
//        a file leaves out is left out here.
// Source: simulator.md section 4; RFC 8785 (JSON Canonicalization Scheme).
#pragma once

#include <string>

#include "simulator/scenario.h"

namespace anxin::simulator {

[[nodiscard]] std::string canonical_form(const Scenario& scenario);
/// The same of a baseline: sizes, festivals, and every parameter with its note.
[[nodiscard]] std::string canonical_form(const Baseline& baseline);

}  // namespace anxin::simulator
