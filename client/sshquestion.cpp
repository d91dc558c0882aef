#include "client/sshquestion.h"

#include <QLocalSocket>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype questionLimit = 16 * 1024;

} // namespace

SshQuestion::SshQuestion(ServerAddress address, QLocalSocket *socket, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_socket(socket)
{
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &SshQuestion::read);
    connect(m_socket, &QLocalSocket::disconnected, this, [this] {
        emit withdrawn();
        deleteLater();
    });
}

SshQuestion::~SshQuestion()
{
    m_socket->disconnect(this);
}

void SshQuestion::read()
{
    m_bytes += m_socket->readAll();
    if (m_bytes.size() > questionLimit) {
        m_socket->abort();
        return;
    }
    const QList<QByteArray> parts = m_bytes.split('\0');
    if (m_told || parts.size() < 3)
        return;
    m_told = true;
    m_text = QString::fromLocal8Bit(parts.at(1)).trimmed();
    m_kind = parts.at(0) == "confirm" || m_text.contains("(yes/no"_L1) ? Kind::Confirm : Kind::Secret;
    emit asked();
}

void SshQuestion::answer(const QString &text)
{
    m_socket->write('y' + text.toLocal8Bit());
    m_socket->disconnectFromServer();
}

void SshQuestion::refuse()
{
    m_socket->write("n");
    m_socket->disconnectFromServer();
    emit refused();
}

} // namespace kantoku::client
