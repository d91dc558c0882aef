#pragma once

#include "client/sshquestion.h"

#include <QDialog>
#include <QPointer>

class QLineEdit;

namespace kantoku::ui {

/**
 * Shows a question of ssh's: a password or passphrase is typed unseen; whether a host's key is the right one is a yes
 * or no, and no is the default. Closed in any other way, the question is refused. It closes itself when ssh waits no
 * more.
 */
class SshQuestionDialog : public QDialog {
    Q_OBJECT
public:
    explicit SshQuestionDialog(client::SshQuestion *question, QWidget *parent = nullptr);

    void done(int result) override;

private:
    void askSecret(class QVBoxLayout *layout);
    void askConfirmation(class QVBoxLayout *layout);

    QPointer<client::SshQuestion> m_question;
    QLineEdit *m_secret = nullptr;
};

/// Shows ssh's questions to the user of `window`, for as long as it lives. The last window that asks for it gets them.
void answerSshQuestions(QWidget *window);

} // namespace kantoku::ui
