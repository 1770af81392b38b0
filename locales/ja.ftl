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
command-topics-description = すべての記事とトピックを一覧にします
command-topic-name = トピック
command-topic-description = トピックの項目を一覧にします
command-topic-name-name = 名前
command-topic-name-description = トピックまたは記事
command-sources-name = 出典
command-sources-description = 引用元と、それを引用している項目を一覧にします
command-sources-article-name = 記事
command-sources-article-description = この出典、またはこの記事の出典だけを見ます
command-summary-name = まとめ
command-summary-description = プレビューを見てから、まとめを投稿します(モデレーター用)
command-summary-of-name = 対象
command-summary-of-description = 記事かトピック(省くと全体)
command-summary-length-name = 長さ
command-summary-length-description = まとめの長さ
command-summary-length-short = 短く
command-summary-length-full = 詳しく
command-summary-channel-name = チャンネル
command-summary-channel-description = 投稿するチャンネル(省くとここ)
command-help-name = ヘルプ
command-help-description = このボットができることと、保存するもの
command-answer-name = これに答える
command-answer-description = メッセージのメニュー「アプリ」から、そのメッセージに答えます

# 答え
sources = 出典
source-article = { $article } › { $section }
source-more = ほか { $count } 件
confidence-sure = ほぼ間違いなく、お探しの答えです
confidence-likely = おそらく、お探しの答えです
language-other = この項目は{ $lang ->
    [ja] 日本語
   *[en] 英語
}だけで書かれています
suggestion = もしかして、こちらのことでしょうか？
suggestions = もしかして、次のどれかでしょうか？
unknown = すみません、ここにある記事ではお答えできません。この質問は、お名前を付けずに運用者のログに残ります。お答えできるのは次のようなトピックです。
unknown-again = すみません、ここにある記事ではお答えできません。お答えできるトピックは /トピック一覧 で見られます。
question-leans = 前のやりとりは覚えていません。知りたいことを一つの文章にまとめて、もう一度お書きください。
question-missing = ご質問を文章でお書きください。お答えできるのは次のようなトピックです。
handed-on-unreadable = 私へのメンションがないメッセージは読めません。そのメッセージのメニュー（長押し、または右クリック）の「アプリ」から「{ command-answer-name }」を選ぶと、お答えします。
courtesy = 😊 知りたいことがあれば、いつでも質問してください。
aside-again = 知りたいことがあれば、質問を書いてください。/トピック一覧 でトピックを見ることもできます。
cooldown-entry = この答えはこのチャンネルに出したばかりなので、あなただけに表示しています。あと { seconds }で、また全員に表示できます。
cooldown-member = 短い間に質問が続いたため、今回はあなただけに表示しています。あと { seconds }で、また全員に表示できます。
cooldown-entry-message = その答えは、このチャンネルに出したばかりです。あと { seconds }お待ちいただくか、/質問 の「自分だけ」を True にしてお使いください。
cooldown-member-message = 短い間に質問が続いています。あと { seconds }お待ちいただくか、/質問 の「自分だけ」を True にしてお使いください。
seconds = { $seconds } 秒
button-related = 関連
button-why = なぜ?
button-further = もう一つの質問: { $title }
button-delete = 削除
button-back = 戻る
answer-origin = [このメッセージへの返答](<{ $link }>)
answer-nothing = そのメッセージには、質問として読める文章がありません。
related = 関連する項目です。
related-none = 関連する項目はほかにありません。
page = { $page } / { $pages }

# なぜこの答えか
why-title = この答えになった理由
why-read = 質問を次のように解釈しました：{ $text }
why-same = { $word }（{ $by } と同じ意味）
why-typo = { $word }（{ $by } の入力ミスとみなしました）
why-sound = { $word }（{ $by } と同じ読み）
why-rest = 文字の並びや言い回し { $share }
why-repeated = この項目に登録されている質問と同じです
why-runners = ほかに近かった項目
why-unknown = どの項目にもないことば
why-cut = 長い質問なので、はじめの部分だけで説明しています。
why-sure = 確信度 { $share }

# 見てまわる
topics-title = 記事とトピック
topics-articles = 記事
topics-topics = トピック
topics-choose-article = 記事を開く
topics-choose-topic = トピックを開く
topic-count = 項目が { $count } 件あります。読みたいものを選んでください。
topic-choose = 項目を読む
choice-topic = { $name }（トピック）
name-several = 名前に「{ $name }」を含むものがいくつかあります。どれでしょうか？
found-choose = 開くものを選ぶ
topic-unknown = 「{ $name }」というトピックや記事はありません。あるのは次のとおりです。
faq-title = よくある質問
faq-unknown = それに近い「よくある質問」は見つかりませんでした。
faq-empty = よくある質問はまだありません。ほかの項目は /トピック一覧 で見られます。
button-topics = トピック一覧
button-sources = 出典一覧

# 出典
sources-title = すべての出典
sources-empty = 出典はまだありません。
sources-count = ({ $count } 件)
source-unknown = 「{ $name }」という記事や出典はありません。あるのは次のとおりです。
sources-choose = 出典を使っている項目を見る

# まとめ
summary-preview = { $channel } に投稿するまとめのプレビューです。あなただけに見えています。投稿すると、このとおりになります。
summary-by = { $name } さんが投稿したまとめ
summary-of = 「{ $topic }」のまとめ
summary-of-another-kind = まとめられるのは、記事かトピックだけです。
summary-nothing = まとめられる文がありません。
summary-posted = { $channel } に投稿しました。{ $link }
summary-failed = { $channel } に投稿できませんでした。チャンネルがまだあるか、このボットに「チャンネルを見る」「メッセージを送信」「埋め込みリンク」の権限があるか、スレッドがロックされていないかを確かめて、もう一度「投稿する」を押してください。
summary-busy = { $channel } は混み合っていて、Discord がいまは投稿を受け付けません。数秒おいて、もう一度「投稿する」を押してください。
summary-unsure = { $channel } に投稿できたかどうか、確かめられませんでした。チャンネルを見て、なければもう一度「投稿する」を押してください。数分以内であれば、二重に投稿されることはありません。
summary-in-part = { $channel } に、{ $count } 件のうち一部しか投稿できませんでした。もう一度「投稿する」を押すと、残りを投稿します。数分以内であれば、二重に投稿されることはありません。
summary-under-way = このまとめは、ただいま投稿中です。
summary-changed = プレビューを出したあとで、内容が変わりました。今投稿すると、このとおりになります。
summary-rights-untold = { $channel } に投稿できるかどうかは、確かめられませんでした。
summary-not-yours = { $channel } にはあなたの投稿権限がないため、代わりに投稿することはできません。
summary-no-permission = { $channel } には投稿できません。テキストチャンネルかスレッドなら、このボットに{ $permissions }の権限を与えてから、もう一度お試しください。
permission-view = 「チャンネルを見る」
permission-send = 「メッセージを送信」
permission-send-in-threads = 「スレッドでメッセージを送信」
permission-embed-links = 「埋め込みリンク」
permission-manage-threads = 「スレッドの管理」
summary-dropped = プレビューを閉じました。
button-post = 投稿する
button-cancel = やめる

# ヘルプ
help-title = 質問のしかた
help-intro = 登録された記事とよくある質問をもとにお答えします。書いてあるとおりの文章に、必ず出典を添えます。
help-more = メンション（返信に付けたものも）、ダイレクトメッセージでも質問できます。確信が持てないときは近い項目を候補として示し、わからないときはわからないと言います。
help-kept = 質問も名前も保存しません。答えられなかった質問だけが、質問した人がわからない形で運用者のログに記録されます。

# 困ったとき
error-apology = 申し訳ありません。エラーが起きました。もう一度お試しください。
error-old-button = これは以前のバージョンのものなので使えません。もう一度、最初からお試しください。
error-section-gone = その項目は、もうありません。もう一度質問するか、/トピック一覧 をご覧ください。
error-unknown-command = このコマンドはもうありません。/ヘルプ をご覧ください。
error-guild-only = このコマンドはサーバーの中でだけ使えます。
error-moderators-only = これは「メッセージの管理」の権限がある人だけが使えます。
error-not-deleted = メッセージを削除できませんでした。もう一度お試しください。
error-not-yours = 削除できるのは、質問した人とモデレーターだけです。
