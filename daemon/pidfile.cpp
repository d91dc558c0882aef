#include "daemon/pidfile.h"

#include <QFile>

#include <unistd.h>

namespace kantoku::daemon {

PidFile::PidFile(QString path)
    : m_path(std::move(path))
{
}

PidFile::~PidFile()
{
    if (m_isOurs)
        QFile::remove(m_path);
}

bool PidFile::write()
{
    QFile file(m_path);
    const QByteArray line = QByteArray::number(::getpid()) + '\n';
    m_isOurs = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(line) == line.size();
    return m_isOurs;
}

} // namespace kantoku::daemon
