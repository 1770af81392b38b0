# kotae が日本語で話すこと。ここにあるものは、すべて en.ftl にもあります。

# コマンドとそのオプション。名前に空白は使えません。
command-ask-name = 質問
command-ask-description = 質問すると、出典つきで答えます
command-ask-question-name = 質問
command-ask-question-description = 知りたいこと
command-ask-private-name = 自分だけ
command-ask-private-description = 答えを自分だけに表示します
command-faq-name = よくある質問
command-faq-description = よくある質問を開くか、一覧を表示します
command-faq-question-name = 質問
command-faq-question-description = 開きたい質問(省くと一覧)
command-topics-name = トピック一覧
command-topics-description = すべての記事とトピックを見てまわります
command-topic-name = トピック
command-topic-description = トピックの項目を一覧にします
command-topic-name-name = 名前
command-topic-name-description = トピックまたは記事
command-help-name = ヘルプ
command-help-description = このボットができることと、残すもの

# 答え
sources = 出典
source-article = { $article } › { $section }
source-more = ほか { $count } 件
confidence-sure = お探しの答えで、ほぼ間違いありません
confidence-likely = おそらく、お探しの答えです
language-other = この項目は{ $lang ->
    [ja] 日本語
   *[en] 英語
}だけで書かれています。
suggestions = もしかして、次のどれかでしょうか?
unknown = すみません、ここにある記事ではお答えできません。答えられなかったことは、運用者のログに残ります。お答えできるのは次の話題です。
question-missing = 何を知りたいですか? メンションに続けて質問を書くか、/ask を使ってください。お答えできるのは次の話題です。

# 見てまわる
topics-title = 記事とトピック
topics-articles = 記事
topics-topics = トピック
topics-choose-article = 記事を開く
topics-choose-topic = トピックを開く
topic-count = { $count } 件の項目があります。選ぶと読めます。
topic-choose = 項目を読む
topic-unknown = 「{ $name }」というトピックや記事はありません。あるのは次のとおりです。
list-more = 全 { $count } 件のうち、はじめの { $shown } 件です。ほかは /topic や /ask で探せます。
faq-title = よくある質問
faq-empty = よくある質問はまだありません。読めるものは /topics で見られます。
button-topics = トピック一覧

# ヘルプ
help-title = 質問のしかた
help-intro = 記事と FAQ のフォルダから質問に答えます。書いてあるとおりの文章に、必ず出典を添えます。
help-more = メンション、返信、ダイレクトメッセージでも質問できます。確かでないときは近い項目を示し、わからないときはわからないと言います。
help-kept = 何も保存しません。質問も名前も残りません。答えられなかった質問は、誰のものかを除いて運用者のログに記録されます。

# 困ったとき
error-apology = こちらで問題が起きました。もう一度お試しください。
error-old-button = このボタンは古い版のものです。もう一度質問してください。
error-section-gone = その項目はもうありません。もう一度質問するか、/topics をご覧ください。
error-unknown-command = このコマンドはもうありません。/help をご覧ください。
