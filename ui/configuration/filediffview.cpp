#include "ui/configuration/filediffview.h"

#include "ui/configuration/filediffmodel.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

FileDiffView::FileDiffView(QWidget *parent)
    : QWidget(parent)
    , m_model(new FileDiffModel(this))
    , m_choice(new QComboBox(this))
    , m_secrets(new QCheckBox(tr("Show &secrets"), this))
    , m_note(new QLabel(this))
    , m_table(new QTableView(this))
{
    m_choice->setAccessibleName(tr("Configuration file"));
    m_secrets->setToolTip(tr("Show passwords and the values of environment variables"));
    m_table->setAccessibleName(tr("Configuration text"));
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {FileDiffModel::LoadedLine, FileDiffModel::DiskLine})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    for (const int column : {FileDiffModel::LoadedText, FileDiffModel::DiskText})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *top = new QHBoxLayout;
    top->addWidget(m_choice, 1);
    top->addWidget(m_secrets);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &FileDiffView::showFile);
    connect(m_secrets, &QCheckBox::toggled, this, &FileDiffView::secretsWanted);
    connect(Theme::instance(), &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    showProblem({});
}

void FileDiffView::showProblem(const QString &text)
{
    m_files.clear();
    m_choice->clear();
    m_choice->setEnabled(false);
    m_model->setFile({});
    m_note->setText(text);
}

void FileDiffView::showFiles(const QList<ConfigFileText> &files)
{
    const QString chosen = m_choice->currentData().toString();
    m_files = files;
    std::stable_partition(m_files.begin(), m_files.end(),
                          [](const ConfigFileText &file) { return file.loaded != file.disk; });
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    m_choice->setEnabled(!m_files.isEmpty());
    for (const ConfigFileText &file : std::as_const(m_files)) {
        const QString what = !file.loaded ? tr("new", "a file that was not loaded")
            : !file.disk                  ? tr("gone", "a file that is no longer on disk")
            : file.loaded != file.disk    ? tr("changed", "a file")
                                          : tr("unchanged", "a file");
        m_choice->addItem(u"%1 – %2"_s.arg(file.file, what), file.file);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen.isEmpty() ? m_marked.file : chosen)));
    showFile(m_choice->currentIndex());
}

void FileDiffView::showPlace(const ConfigPreview::Message &message)
{
    m_marked = message;
    const int index = m_choice->findData(message.file);
    if (index < 0)
        return;
    const QSignalBlocker blocker(m_choice);
    m_choice->setCurrentIndex(index);
    showFile(index);
}

void FileDiffView::showFile(int index)
{
    if (index < 0 || index >= m_files.size())
        return;
    const ConfigFileText &file = m_files.at(index);
    m_model->setFile(file, file.file == m_marked.file ? m_marked.line : 0, m_marked.severity);
    const bool onlySecrets = file.loaded == file.disk && !m_secrets->isChecked();
    m_note->setText(m_model->differences() > 0 ? tr("Left is what was loaded, right what is on disk now.")
                        : onlySecrets
                        ? tr("The text is the same. A password or an environment value may differ: show the secrets "
                             "to compare them.")
                        : tr("The text is the same."));
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(FileDiffModel::FoldedRole).toInt() > 0)
            m_table->setSpan(row, FileDiffModel::LoadedText, 1, 3);
    }
    const QModelIndex marked = m_model->index(m_model->markedRow(), FileDiffModel::DiskText);
    if (marked.isValid()) {
        m_table->setCurrentIndex(marked);
        m_table->scrollTo(marked, QAbstractItemView::PositionAtCenter);
    }
}

} // namespace kantoku::ui
