#pragma once

#include <QString>

namespace kantoku::ui {

/// What is not told about: a process, or all of a server.
struct MutedNotice {
    QString server; ///< its address, as SavedServer has it
    QString namespec; ///< empty: all of the server

    bool operator==(const MutedNotice &) const = default;
};

} // namespace kantoku::ui
