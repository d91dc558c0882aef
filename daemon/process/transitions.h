#pragma once

#include "protocol/processstate.h"

#include <algorithm>
#include <array>

/**
 * The rules of a process's life: which input means what in which state. Data only, no clock and no child.
 *
 * Process looks the row up, assigns the state, runs the action, publishes the event and announces the change. An input
 * without a row means nothing in that state: it is logged and ignored.
 *
 * Between the rows stand three decisions, which actions take and feed back as inputs of their own:
 * - ReportRunning, after a spawn with startsecs=0, follows at once (StayedUp).
 * - AwaitRetry counts the attempt: after startretries + 1 of them it gives up (GiveUp), else the n-th waits n seconds.
 * - ReportExited restarts by autorestart and exitcodes (RetryDue), at once unless the program starts too often.
 */
namespace kantoku::daemon {

enum class Input {
    Start, ///< somebody or autostart asks for a child
    SpawnFailed, ///< no child came about
    StayedUp, ///< startsecs are over and it lives
    Died, ///< the child ended, all its output is read
    RetryDue, ///< the wait after a failed start is over, or autorestart wants the next child
    GiveUp, ///< too many failed starts, or the daemon ends
    Stop, ///< somebody asks for the end
    StopOverdue, ///< stopwaitsecs are over and it still lives
    SignalFailed, ///< the system did not let us signal the child
};

enum class Action {
    None,
    Spawn,
    ReportRunning,
    AwaitRetry,
    ReportGivenUp,
    SendStopSignal,
    SendKillSignal,
    ReportStopped,
    ReportExited,
};

struct Row {
    ProcessState from;
    Input input;
    ProcessState to;
    Action action;
};

inline constexpr auto transitions = [] {
    using enum ProcessState;
    using enum Input;
    using enum Action;
    return std::to_array<Row>({
        {Stopped, Start, Starting, Spawn},
        {Exited, Start, Starting, Spawn},
        {Fatal, Start, Starting, Spawn},
        {Backoff, RetryDue, Starting, Spawn},
        {Exited, RetryDue, Starting, Spawn},

        {Starting, StayedUp, Running, ReportRunning},
        {Starting, SpawnFailed, Backoff, AwaitRetry},
        {Starting, Died, Backoff, AwaitRetry}, // an end before startsecs is a failed start, whatever its status
        {Running, Died, Exited, ReportExited},

        {Starting, Stop, Stopping, SendStopSignal},
        {Running, Stop, Stopping, SendStopSignal},
        {Stopping, StopOverdue, Stopping, SendKillSignal},
        {Stopping, Died, Stopped, ReportStopped},
        {Backoff, Stop, Stopped, None}, // while it waits there is no child to signal
        {Exited, Stop, Stopped, None}, // only while a restart is pending

        {Backoff, GiveUp, Fatal, ReportGivenUp},

        {Starting, SignalFailed, Unknown, None},
        {Running, SignalFailed, Unknown, None},
        {Stopping, SignalFailed, Unknown, None},
        {Unknown, Died, Stopped, ReportStopped},
    });
}();

/// The row for `input` in state `from`, or null when that input means nothing there.
constexpr const Row *findRow(ProcessState from, Input input) noexcept
{
    const auto it = std::ranges::find_if(transitions, [=](const Row &r) { return r.from == from && r.input == input; });
    return it == transitions.end() ? nullptr : &*it;
}

constexpr const char *inputName(Input input) noexcept
{
    switch (input) {
    case Input::Start: return "Start";
    case Input::SpawnFailed: return "SpawnFailed";
    case Input::StayedUp: return "StayedUp";
    case Input::Died: return "Died";
    case Input::RetryDue: return "RetryDue";
    case Input::GiveUp: return "GiveUp";
    case Input::Stop: return "Stop";
    case Input::StopOverdue: return "StopOverdue";
    case Input::SignalFailed: return "SignalFailed";
    }
    return "";
}

constexpr const char *actionName(Action action) noexcept
{
    switch (action) {
    case Action::None: return "None";
    case Action::Spawn: return "Spawn";
    case Action::ReportRunning: return "ReportRunning";
    case Action::AwaitRetry: return "AwaitRetry";
    case Action::ReportGivenUp: return "ReportGivenUp";
    case Action::SendStopSignal: return "SendStopSignal";
    case Action::SendKillSignal: return "SendKillSignal";
    case Action::ReportStopped: return "ReportStopped";
    case Action::ReportExited: return "ReportExited";
    }
    return "";
}

} // namespace kantoku::daemon
