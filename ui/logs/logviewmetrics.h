#pragma once

namespace kantoku::ui {

/// Between the edge of a LogView, what stands in its margin and its text, in pixels.
inline constexpr int logViewMargin = 4;

} // namespace kantoku::ui
