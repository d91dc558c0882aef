#include "daemon/pidfile.h"

#include "daemon/descriptor.h"
#include "daemon/logging/plantedlinks.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace kantoku::daemon {

PidFile::PidFile(QString path)
    : m_path(std::move(path))
{
}

PidFile::~PidFile()
{
    QFile file(m_path);
    // Another daemon may have taken it over meanwhile.
    if (m_isOurs && file.open(QIODevice::ReadOnly) && file.readLine(32).trimmed().toLongLong() == ::getpid())
        file.remove();
}

bool PidFile::write()
{
    const QByteArray name = QFile::encodeName(m_path);
    const Descriptor file(openUnplanted(name, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC, 0666));
    const QByteArray line = QByteArray::number(::getpid()) + '\n';
    m_isOurs = file.isValid() && ::write(file.get(), line.constData(), static_cast<size_t>(line.size())) == line.size();
    return m_isOurs;
}

} // namespace kantoku::daemon
