// The reference of the rows that read XML: libxml2's reader walks all nodes and does nothing.
#pragma once

#include <string>

namespace anxin::bench {

/// Requires: well-formed XML of less than 2 GiB.
void walk_xml(const std::string& xml);

}  // namespace anxin::bench
