#pragma once

#include "client/session.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace kantoku::ui {

class MessageBar;
class RereadDialog;
class UpdateDialog;

/// Reread, update, reload and shutdown of one server: asks the server, shows the dialog, reports the outcome.
class ConfigActions : public QObject {
    Q_OBJECT
public:
    ConfigActions(MessageBar *messages, QWidget *window);

    void reread(client::Session *session);
    void update(client::Session *session);
    void reload(client::Session *session);
    void shutdown(client::Session *session);

signals:
    void progress(const QString &text);

private:
    using Shown = std::function<void(client::Session *, const ConfigPreview &)>;
    /// Fetches the preview and hands it to `show`, unless the session or the window has gone by then.
    void withPreview(client::Session *session, const Shown &show);
    void load(client::Session *session);
    void compareFiles(client::Session *session, RereadDialog *dialog, bool withSecrets);
    void apply(client::Session *session, const QStringList &groups, UpdateDialog *dialog);
    /// Goes on unless the server's files have errors; then they are shown with `refusal`.
    void ifValid(client::Session *session, const QString &title, const QString &refusal,
                 const std::function<void(client::Session *)> &go);
    void report(QCoro::Task<Result<void>> task, const QString &success);

    MessageBar *m_messages;
    QWidget *m_window;
};

} // namespace kantoku::ui
