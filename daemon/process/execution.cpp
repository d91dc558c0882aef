#include "daemon/process/execution.h"

#include "daemon/process/userids.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

namespace kantoku::daemon {

namespace {

std::vector<char *> pointers(const QList<QByteArray> &texts)
{
    std::vector<char *> result;
    result.reserve(static_cast<size_t>(texts.size()) + 1);
    for (const QByteArray &text : texts)
        result.push_back(const_cast<char *>(text.constData())); // execve does not write there
    result.push_back(nullptr);
    return result;
}

void writeText(int fd, const char *text) noexcept
{
    size_t left = std::strlen(text);
    while (left > 0) {
        const ssize_t count = ::write(fd, text, left);
        if (count < 0)
            return; // nobody is left to be told
        text += count;
        left -= static_cast<size_t>(count);
    }
}

const char *errorName(int error) noexcept
{
    const char *const name = ::strerrorname_np(error);
    return name ? name : "unknown error";
}

void closeFrom(int first) noexcept
{
    if (::close_range(static_cast<unsigned>(first), ~0U, 0) == 0)
        return;
    // Kernels before 5.9.
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    for (rlim_t fd = static_cast<rlim_t>(first); fd < limit.rlim_cur; ++fd)
        ::close(static_cast<int>(fd));
}

} // namespace

Execution::Execution(const LaunchPlan &plan, const std::array<int, 3> &descriptors, bool sharesTable)
    : m_plan(plan)
    , m_descriptors(descriptors)
    , m_sharesTable(sharesTable)
    , m_arguments(pointers(m_plan.arguments))
    , m_environment(pointers(m_plan.environment))
{
    if (m_plan.user)
        m_groups.assign(m_plan.user->groups.begin(), m_plan.user->groups.end());
}

void Execution::resetSignals() const noexcept
{
    // Handlers first: with the mask gone, what is pending must not run ours.
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void Execution::takeDescriptors() const noexcept
{
    const int end = *std::max_element(m_descriptors.begin(), m_descriptors.end()) + 1;
    if (m_sharesTable && ::close_range(static_cast<unsigned>(end), ~0U, CLOSE_RANGE_UNSHARE) != 0)
        fail("leave the table of descriptors", "", errorName(errno), m_descriptors[STDERR_FILENO]);
    for (size_t target = 0; target < m_descriptors.size(); ++target)
        ::dup2(m_descriptors[target], static_cast<int>(target)); // the copy has no close-on-exec
    closeFrom(3);
}

void Execution::fail(const char *what, const char *which, const char *reason, int standardError) const noexcept
{
    for (const char *part :
         {"supervisor: couldn't ", what, which, ": ", reason, "\n", "supervisor: child process was not spawned\n"})
        writeText(standardError, part);
    ::_exit(127);
}

void Execution::run() const noexcept
{
    ::setpgid(0, 0);
    takeDescriptors();
    resetSignals();
    if (m_plan.descriptorLimit) {
        rlimit limit = {};
        if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
            limit.rlim_cur = static_cast<rlim_t>(*m_plan.descriptorLimit);
            ::setrlimit(RLIMIT_NOFILE, &limit);
        }
    }
    if (!m_plan.userProblem.isEmpty())
        fail("setuid to ", m_plan.userName.constData(), m_plan.userProblem.constData());
    if (m_plan.user) {
        const UserIds &user = *m_plan.user;
        if (const char *reason = becomeUser(user.uid, user.gid, m_groups.data(), m_groups.size()))
            fail("setuid to ", m_plan.userName.constData(), reason);
    }
    if (m_plan.directory && ::chdir(m_plan.directory->constData()) != 0)
        fail("chdir to ", m_plan.directory->constData(), errorName(errno));
    if (m_plan.umask)
        ::umask(static_cast<mode_t>(*m_plan.umask));
#ifdef __SANITIZE_ADDRESS__
    // We run in the parent's memory: our frames must not stay marked there.
    __asan_handle_no_return();
#endif
    ::execve(m_plan.file.constData(), m_arguments.data(), m_environment.data());
    fail("exec ", m_plan.arguments.first().constData(), errorName(errno));
}

} // namespace kantoku::daemon
