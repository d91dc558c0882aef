#pragma once

#include <QString>

namespace kantoku::ui {

/// A log that stands open beside the others.
struct OpenLog {
    QString namespec; ///< empty: the server's main log
    QString channel; ///< as LogPanel has it

    bool operator==(const OpenLog &) const = default;
};

} // namespace kantoku::ui
