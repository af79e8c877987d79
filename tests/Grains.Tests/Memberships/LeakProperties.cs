using Consult.Feeds;
using Consult.Groups;
using Consult.Privacy;
using Consult.Threads;
using FsCheck;
using FsCheck.Fluent;

namespace Consult.Memberships;

/// <summary>
/// Whatever members and staff do, and whenever masking fails, no event that members can read holds the number that
/// somebody wrote: neither in one text, nor in the texts of a thread put together.
/// </summary>
public sealed class LeakProperties
{
    private const string Number = "13812345678";

    private static readonly string[] Texts =
        ["夜里咳嗽怎么办", $"我的电话{Number}，请回", "联系138-1234-5678谢谢", "电话 138 1234 5678", "加我 １３８１２３４５６７８", "血压138/85"];

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Ask, FollowUp, SplitOverTwo, Reply, Answer, Release, Decline, Hide, Mark, Mute, Leave, Break, Mend, Pause,
    }

    [Fact]
    public void No_event_that_members_can_read_holds_a_number_that_somebody_wrote() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(80), Prop.ForAll(Histories(), steps => new Run().Take(steps)));

    [Fact]
    public void The_histories_publish_hold_and_release()
    {
        var reached = new HashSet<string>();
        foreach (var steps in Histories().Generator.Sample(200, new Rnd(1), 40)) reached.UnionWith(new Run().Take(steps));
        string[] wanted =
            ["question.asked", "followup.added", "reply.added", "answer.given", "text.remasked", "text.hidden", "post.held", "post.settled"];
        wanted.Except(reached).ShouldBeEmpty();
    }

    private static Arbitrary<Step[]> Histories()
    {
        var step =
            from act in Gen.Frequency([.. Enum.GetValues<Act>().Select(act => (act is Act.Leave or Act.Mute or Act.Break ? 1 : 4, Gen.Constant(act)))])
            from choice in Gen.Choose(0, 1000)
            select new Step(act, choice);
        return Arb.From(step.ArrayOf(), Shorter);
    }

    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        if (steps.Length > 1) yield return steps[..(steps.Length / 2)];
        for (var i = 0; i < steps.Length; i++) yield return [.. steps[..i], .. steps[(i + 1)..]];
    }

    /// <summary>One thing that somebody does.</summary>
    public sealed record Step(Act Act, int Choice);

    private sealed class Run
    {
        private readonly Circle _circle;
        private bool _isBroken;
        private int _asked;

        public Run()
        {
            _circle = new(options: new() { FreeQuestions = 1000, MaxHeld = 5 }, mask: new()
            {
                One = (text, level, byStaff) => _isBroken ? throw new InvalidOperationException() : PrivacyMask.Mask(text, level, byStaff),
                Several = (texts, level) => _isBroken ? throw new InvalidOperationException() : PrivacyMask.MaskSplit(texts, level),
            });
            _circle.Joined(People.Wang).Joined(Circle.Zhou, "海风").Do(Circle.ZhousPlace, People.Li, new AppointMentor());
        }

        public HashSet<string> Take(Step[] steps)
        {
            foreach (var step in steps)
            {
                Do(step);
                NothingShows();
            }
            return [.. _circle.Threads.SelectMany(thread => thread.Events).Concat(_circle.Group.Events).Select(e => e.Envelope.Type)];
        }

        private void Do(Step step)
        {
            var (text, thread) = (Texts[step.Choice % Texts.Length], Circle.IdOf($"t-{_asked - (step.Choice % 3)}"));
            switch (step.Act)
            {
                case Act.Ask: Write(new AskQuestion(Circle.IdOf($"t-{++_asked}"), text)); break;
                case Act.FollowUp: Write(new FollowUpQuestion(thread, text)); break;
                case Act.SplitOverTwo:
                    Write(new FollowUpQuestion(thread, "打给我138123"));
                    Write(new FollowUpQuestion(thread, "45678都可以"));
                    break;
                case Act.Reply: _circle.Send(Circle.ZhousPlace, Circle.Zhou, new ReplyAsMentor(thread, text)); break;
                case Act.Answer: _circle.Send(thread.Value[(thread.Value.IndexOf('.') + 1)..], People.Li, Circle.Answer(text)); break;
                case Act.Release: Decide(step, post => new ReleaseHeld(post)); break;
                case Act.Decline: Decide(step, post => new DeclineHeld(post)); break;
                case Act.Hide: _circle.Send(thread.Value[(thread.Value.IndexOf('.') + 1)..], People.Li, new HideText(2 + (step.Choice % 5))); break;
                case Act.Mark: _circle.Send(Circle.WangsPlace, People.Wang, new MarkHelpful(thread, 2 + (step.Choice % 5))); break;
                case Act.Mute: _circle.Send(Circle.WangsPlace, People.Li, new MuteMember(1)); break;
                case Act.Leave:
                    _circle.Send(Circle.WangsPlace, People.Wang, new LeaveGroup());
                    _circle.Send(Circle.WangsPlace, People.Wang, new JoinGroup { Group = Circle.Id, Patient = People.Patient, Nickname = "晨光" });
                    break;
                case Act.Break: _isBroken = true; break;
                case Act.Mend: _isBroken = false; break;
                default: _circle.Wait(TimeSpan.FromMinutes(step.Choice % 90)); break;
            }
        }

        private void Write(Command command) => _circle.Send(Circle.WangsPlace, People.Wang, command);

        private void Decide(Step step, Func<long, Command> decide)
        {
            var held = _circle.Group.State.Held;
            if (held.IsEmpty) return;
            var notice = held[step.Choice % held.Length];
            _circle.Send(notice.Membership, People.Li, decide(notice.Post));
        }

        private void NothingShows()
        {
            var model = new GroupThread(new(), new());
            foreach (var e in _circle.Group.Events) Clean(Actor<GroupState>.Json<object>(e.Body));
            foreach (var thread in _circle.Threads)
            {
                var gone = thread.Events.SelectMany(e => model.RedactionsOf(e.Body)).Select(row => row.Seq).ToHashSet();
                var bodies = thread.Events.Where(e => !gone.Contains(e.Envelope.Seq)).Select(e => e.Body).ToArray();
                foreach (var body in bodies)
                {
                    Clean(TextOf(body));
                    TextOf(body).ShouldNotContain("45678都", customMessage: "the second half of a number is shown");
                }
                // What one member wrote, in the order in which it is read.
                Clean(string.Concat(bodies.Where(body => body is QuestionAsked or FollowUpAdded).Select(TextOf)));
            }
        }

        private static string TextOf(EventBody body) => body switch
        {
            QuestionAsked e => e.Text.Value!,
            FollowUpAdded e => e.Text.Value!,
            ReplyAdded e => e.Text.Value!,
            AnswerGiven e => e.Text.Value!,
            TextRemasked e => e.Text.Value!,
            _ => Actor<GroupState>.Json<object>(body),
        };

        private static void Clean(string shown) =>
            string.Concat(shown.Where(char.IsDigit).Select(c => (int)char.GetNumericValue(c))).ShouldNotContain(Number);
    }
}
