using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// What is written: under which name, how often, and what of it others see.
internal sealed partial class Livestream
{
    private const int MaxNickname = 20;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private Decision? DecideTalk(LivestreamState state, Command command, Context context) => command switch
    {
        TakeNickname take => Take(state, take, context),
        PostChat post => WhyNotLive(state) is { } code
            ? Decision.Refuse(code)
            : Say(state, LineKind.Chat, post.Text, options.MaxChat, isAnonymous: false, context),
        AskQuestion ask => Ask(state, ask, context),
        _ => null,
    };

    private Decision Take(LivestreamState state, TakeNickname take, Context context)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (TextRules.Check(take.Nickname, MaxNickname) is { } bad) return Decision.Refuse(bad);
        var known = state.Nicknames.Of(context.By.Account);
        if (!known.IsGone) return known == take.Nickname ? Decision.Accept() : Decision.Refuse(Codes.LivestreamNicknameSet);
        if (_filter.IsPrivate(take.Nickname.Value!)) return Decision.Refuse(Codes.LivestreamNicknamePrivate);
        if (IsOurs(state, take.Nickname) || state.Nicknames.IsTaken(take.Nickname))
            return Decision.Refuse(Codes.LivestreamNicknameTaken);
        return state.Nicknames.Count >= options.MaxNicknames
            ? Decision.Refuse(Codes.LivestreamNicknamesFull)
            : Decision.Accept(ForStaff(new NicknameTaken(take.Nickname)));
    }

    // Nobody speaks as one of the doctors.
    private static bool IsOurs(LivestreamState state, PrivateText nickname)
    {
        var essence = Essence.Of(nickname);
        return essence == Essence.Of(state.Name) || state.CoHosts.Any(host => essence == Essence.Of(host.Name));
    }

    private Decision Ask(LivestreamState state, AskQuestion ask, Context context)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (state.Questions.Unsettled >= options.MaxOpenQuestions || state.Questions.Count >= options.MaxQuestions)
            return Decision.Refuse(Codes.LivestreamQuestionsFull);
        return state.Questions.All.Count(question => question.Asker == context.By.Account && question.IsUnsettled) >= options.MaxOwnQuestions
            ? Decision.Refuse(Codes.LivestreamQuestionsYours)
            : Say(state, LineKind.Question, ask.Text, options.MaxQuestion, ask.IsAnonymous, context);
    }

    // The line is the last of the events, so that the number in the answer's position is its number.
    private Decision Say(
        LivestreamState state, LineKind kind, PrivateText text, int longest, bool isAnonymous, Context context)
    {
        var author = context.By.Account;
        var byStaff = PartOf(state, context.By) is not Part.Viewer;
        if (TextRules.Check(text, longest) is { } bad) return Decision.Refuse(bad);
        if (!byStaff && WhyNotSay(state, text, isAnonymous, context) is { } code) return Decision.Refuse(code);

        var nickname = byStaff ? NameOf(state, author) : state.Nicknames.Of(author);
        ImmutableArray<RecentLine> before =
            byStaff ? [] : [.. state.Recent.Of(author, context.Now - RecentLines.Window).Where(line => line.Shown > 0)];
        var filtered = _filter.Filter(text.Value!, byStaff, before);
        if (filtered.Hold is not null && state.Held.Count >= options.MaxHeld) return Decision.Refuse(Codes.LivestreamHeldFull);
        var remasked = filtered.Remasked.Select(part => Remask(state, part.Line, nickname, part.Text));
        if (filtered.Hold is not { } hold)
            return Decision.Accept([.. remasked, Shown(kind, isAnonymous, nickname, filtered.Text)]);
        var held = ForStaff(new LineHeld
        {
            Kind = kind,
            Reason = hold,
            IsMasked = hold is not LineHold.MaskFailed,
            IsAnonymous = isAnonymous,
            Nickname = nickname,
            Text = filtered.Text,
        });
        return Decision.Accept([.. remasked, held]).Answering(Lines.Held);
    }

    private static Draft Shown(LineKind kind, bool isAnonymous, PrivateText nickname, string text) => kind is LineKind.Chat
        ? new ChatPosted(nickname, text)
        : new QuestionAsked(isAnonymous ? PrivateText.Gone : nickname, text, isAnonymous);

    private static Draft Remask(LivestreamState state, RecentLine line, PrivateText nickname, string text) => new LineRemasked(
        line.Seq, line.Shown, state.Questions.Find(line.Seq) is { IsAnonymous: true } ? PrivateText.Gone : nickname, text);

    private string? WhyNotSay(LivestreamState state, PrivateText text, bool isAnonymous, Context context)
    {
        var (author, now) = (context.By.Account, context.Now);
        if (state.Muted.Contains(author)) return Codes.LivestreamMuted;
        if (!isAnonymous && state.Nicknames.Of(author).IsGone) return Codes.LivestreamNicknameRequired;
        if (state.SlowSeconds > 0 && state.Recent.Of(author, now - TimeSpan.FromSeconds(state.SlowSeconds)).Any())
            return Codes.LivestreamSlow;
        if (state.Recent.Of(author, now - Minute).Count() >= options.LinesPerMinute) return Codes.LivestreamTooMany;
        var essence = Essence.Of(text);
        return state.Recent.Of(author, now - options.NoRepeatFor).Any(line => line.Says == essence)
            ? Codes.LivestreamDuplicate
            : null;
    }
}
