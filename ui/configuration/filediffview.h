#pragma once

#include "protocol/configpreview.h"
#include "protocol/processoptions.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableView;

namespace kantoku::ui {

class FileDiffModel;

/// The texts of the configuration files, as loaded and as on disk, side by side; files that differ come first.
class FileDiffView : public QWidget {
    Q_OBJECT
public:
    explicit FileDiffView(QWidget *parent = nullptr);

    void showFiles(const QList<ConfigFileText> &files);
    /// Turns to the line of a file on disk that the message is about, and marks it: now, or once the texts are there.
    void showPlace(const ConfigPreview::Message &message);
    /// In place of the texts: why there are none.
    void showProblem(const QString &text);

signals:
    /// The reader wants passwords and environment values shown, or masked again.
    void secretsWanted(bool shown);

private:
    void showFile(int index);

    QList<ConfigFileText> m_files;
    ConfigPreview::Message m_marked; ///< names no file as long as nothing is marked
    FileDiffModel *m_model = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_secrets = nullptr;
    QLabel *m_note = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace kantoku::ui
