using System.CommandLine;
using System.Text.Json;
using Consult.Bench.Machine;
using Consult.Bench.Privacy;
using Consult.Privacy;

namespace Consult.Bench;

/// <summary>The verb <c>privacy</c>: how much is masked that should be, how much that should not, and how fast.</summary>
internal static class PrivacyBench
{
    private const int Hostile = 4_000;

    private static readonly int[] Lengths = [1_000, 4_000, 16_000, 64_000];

    private static readonly Option<DirectoryInfo> Corpus = new("--corpus") { Description = "The labelled corpus", Required = true };
    private static readonly Option<FileInfo> Texts = new("--file") { Description = "Ordinary text: questions of consultations, JSON lines", Required = true };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Seconds of each run", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Runs = new("--runs") { Description = "Runs, after a warm-up", DefaultValueFactory = _ => 5 };
    private static readonly Option<bool> Write = new("--write") { Description = "Makes the corpus again instead" };
    private static readonly Option<bool> Show = new("--show") { Description = "Prints what of the half to develop from was missed or masked wrongly, and what was masked in the ordinary text" };

    public static Command Create()
    {
        var command = new Command("privacy", "Masking: recall, precision, speed") { Corpus, Texts, Seconds, Runs, Write, Show };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var corpus = arguments.GetRequiredValue(Corpus).FullName;
        if (arguments.GetValue(Write)) return Make(corpus);
        var texts = Questions(arguments.GetRequiredValue(Texts).FullName);
        if (arguments.GetValue(Show)) return ShowFaults(corpus, texts);
        Console.WriteLine($"{MachineLine.Describe()}; load average at the start {Figures.Text(MachineLine.Load(), "N1")}");
        Console.WriteLine();
        Console.WriteLine(Scores(Example.Read(Path.Combine(corpus, "holdout.jsonl"))));
        Console.WriteLine(Ordinary(texts));
        Speed.WarmUp(texts);
        Console.WriteLine(Throughput(texts, TimeSpan.FromSeconds(arguments.GetValue(Seconds)), arguments.GetValue(Runs)));
        Console.WriteLine(HostileTexts(arguments.GetValue(Runs)));
        Console.WriteLine($"Load average at the end {Figures.Text(MachineLine.Load(), "N1")}.");
        return 0;
    }

    private static int Make(string corpus)
    {
        Directory.CreateDirectory(corpus);
        File.WriteAllLines(Path.Combine(corpus, "develop.jsonl"), new CorpusMaker(DevelopWords.All, seed: 11).Make().Select(example => example.ToLine()));
        File.WriteAllLines(Path.Combine(corpus, "holdout.jsonl"), new CorpusMaker(HoldoutWords.All, seed: 29).Make().Select(example => example.ToLine()));
        return 0;
    }

    private static int ShowFaults(string corpus, IReadOnlyList<string> texts)
    {
        foreach (var (kind, score) in Score.Of(Example.Read(Path.Combine(corpus, "develop.jsonl"))))
        {
            foreach (var example in score.Missed) Console.WriteLine($"missed {kind} {example.Evasion}: {example.Text} → {PrivacyMask.Mask(example.Text, MaskLevel.Group).Text}");
            foreach (var example in score.Wrong) Console.WriteLine($"wrong {kind} {example.Evasion}: {example.Text} → {PrivacyMask.Mask(example.Text, MaskLevel.Group).Text}");
        }
        foreach (var text in texts)
        {
            var masked = PrivacyMask.Mask(text, MaskLevel.Group);
            foreach (var span in masked.Spans)
                Console.WriteLine($"masked {span.Kind}: …{Around(text, span.Start, span.Length)}…");
            foreach (var reason in masked.Commercial) Console.WriteLine($"held {reason}: {text.ReplaceLineEndings(" ")}");
        }
        return 0;
    }

    private static string Around(string text, int start, int length)
    {
        var (from, to) = (Math.Max(0, start - 12), Math.Min(text.Length, start + length + 12));
        return $"{text[from..start]}[{text.Substring(start, length)}]{text[(start + length)..to]}".ReplaceLineEndings(" ");
    }

    private static Table Scores(IEnumerable<Example> examples)
    {
        var table = new Table("kind, on the half that no rule was written from", "recall, plain", "recall, disguised", "precision");
        foreach (var (kind, score) in Score.Of(examples)) table.Add([kind.ToString(), .. score.Cells()]);
        return table;
    }

    private static Table Ordinary(string[] texts)
    {
        var masked = texts.Select(text => PrivacyMask.Mask(text, MaskLevel.Group)).ToArray();
        var table = new Table("questions of consultations", "of all");
        table.Add("texts", Figures.Text(texts.Length));
        table.Add("texts with something masked", Figures.Text(masked.Count(text => text.Spans.Length > 0)));
        table.Add("texts that would be held", Figures.Text(masked.Count(text => text.Commercial.Length > 0)));
        return table;
    }

    private static Table Throughput(IReadOnlyList<string> texts, TimeSpan duration, int runs)
    {
        var table = new Table("questions, one thread", "MB/s of UTF-8", "MB per CPU-second");
        var all = Enumerable.Range(0, runs).Select(_ => Speed.Throughput(texts, duration)).ToArray();
        table.Add("mask", Figures.Spread([.. all.Select(run => run.PerSecond)], "N1"), Figures.Spread([.. all.Select(run => run.PerCpuSecond)], "N1"));
        return table;
    }

    private static Table HostileTexts(int runs)
    {
        var table = new Table(["hostile text", "ms at 4,000", .. Lengths.Select(length => $"ns/char at {length / 1000}k")]);
        foreach (var (name, make) in Speed.Hostile)
        {
            var took = Enumerable.Range(0, runs).Select(_ => Speed.Milliseconds(make(Hostile), 15)).ToArray();
            table.Add([name, Figures.Spread(took, "N2"), .. Lengths.Select(length =>
                Figures.Text(Speed.Milliseconds(make(length), 15) * 1e6 / length))]);
        }
        return table;
    }

    private static string[] Questions(string file) =>
        [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("ask").GetString()!)];
}
