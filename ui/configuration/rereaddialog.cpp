#include "ui/configuration/rereaddialog.h"

#include "ui/configuration/configdiffview.h"
#include "ui/configuration/configmessages.h"
#include "ui/configuration/filediffview.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

QString summary(const ConfigPreview &preview)
{
    if (preview.hasErrors())
        return RereadDialog::tr("The files have errors. Nothing is read until they are fixed.");
    const QString changes = changeCounts(preview, &ConfigPreview::Group::onReread);
    return changes.isEmpty() ? RereadDialog::tr("The files say what the groups already run with.")
                             : RereadDialog::tr("%1.", "a sentence").arg(changes);
}

} // namespace

RereadDialog::RereadDialog(const ConfigPreview &preview, bool alreadyRead, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"rereadDialog"_s);
    setWindowTitle(tr("Reread Configuration"));
    auto *layout = new QVBoxLayout(this);
    auto *text = new QLabel(summary(preview), this);
    QFont bold = text->font();
    bold.setBold(true);
    text->setFont(bold);
    layout->addWidget(text);
    auto *note
        = new QLabel(alreadyRead && !preview.hasErrors()
                         ? tr("This server is not a kantokud: to compare, it has loaded its files just now. Below is "
                              "what was loaded before and after, without files and lines. Nothing is running "
                              "differently until you update.")
                         : tr("Reread loads the files. What runs does not change until you update."),
                     this);
    note->setWordWrap(true);
    note->setVisible(!preview.hasErrors());
    layout->addWidget(note);

    const bool hasChanges = std::ranges::any_of(preview.groups, [](const auto &g) {
        return g.onReread != ConfigPreview::Action::Keep || !g.options.isEmpty();
    });
    ConfigMessages *messages = nullptr;
    if (!preview.messages.isEmpty()) {
        messages = new ConfigMessages(preview.messages, this);
        layout->addWidget(messages);
    }
    ConfigDiffView *view = nullptr;
    if (hasChanges) {
        view = new ConfigDiffView(this);
        view->showPreview(preview);
    }
    if (!alreadyRead) {
        auto *tabs = new QTabWidget(this);
        tabs->setDocumentMode(true);
        m_files = new FileDiffView(this);
        if (view)
            tabs->addTab(view, tr("&Changes"));
        tabs->addTab(m_files, tr("&Text"));
        connect(m_files, &FileDiffView::secretsWanted, this, &RereadDialog::filesWanted);
        layout->addWidget(tabs, 1);
        if (messages)
            connect(messages, &ConfigMessages::placeChosen, m_files, &FileDiffView::showPlace);
        const auto isFaulty = [](const ConfigPreview::Message &message) {
            return message.severity == ConfigPreview::Message::Severity::Error && message.line > 0;
        };
        const auto first = std::ranges::find_if(preview.messages, isFaulty);
        if (first != preview.messages.end())
            m_files->showPlace(*first);
    } else if (view) {
        layout->addWidget(view, 1);
    }

    auto *buttons = new QDialogButtonBox(this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    if (alreadyRead || preview.hasErrors()) {
        buttons->addButton(QDialogButtonBox::Close)->setDefault(true);
        if (alreadyRead && hasChanges && !preview.hasErrors()) {
            QPushButton *update = buttons->addButton(tr("&Update Programs…"), QDialogButtonBox::AcceptRole);
            connect(update, &QPushButton::clicked, this, &RereadDialog::updateRequested);
        }
    } else {
        QPushButton *reread = buttons->addButton(tr("&Reread"), QDialogButtonBox::AcceptRole);
        connect(reread, &QPushButton::clicked, this, &RereadDialog::rereadRequested);
        buttons->addButton(QDialogButtonBox::Cancel);
        reread->setDefault(true);
    }
    if (!hasChanges && preview.messages.isEmpty() && !m_files)
        layout->addStretch();
    else
        resize(QSize(820, 480));
}

void RereadDialog::showFiles(const QList<ConfigFileText> &files)
{
    if (m_files)
        m_files->showFiles(files);
}

void RereadDialog::showFilesProblem(const QString &text)
{
    if (m_files)
        m_files->showProblem(text);
}

} // namespace kantoku::ui
