#pragma once

#include <QString>

namespace kantoku::daemon {

/// The file that holds the daemon's process id; removed with this object, if we wrote it.
class PidFile {
public:
    explicit PidFile(QString path);
    ~PidFile();
    PidFile(const PidFile &) = delete;
    PidFile &operator=(const PidFile &) = delete;

    /// False where it cannot be written.
    bool write();

private:
    const QString m_path;
    bool m_isOurs = false;
};

} // namespace kantoku::daemon
