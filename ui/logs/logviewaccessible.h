#pragma once

namespace kantoku::ui {

/// Makes LogViews readable for screen readers; may be called any number of times.
void installLogViewAccessibility();

} // namespace kantoku::ui
