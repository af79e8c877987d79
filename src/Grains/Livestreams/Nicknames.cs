using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>Who writes under which nickname; no two under the same. Finding either costs the same however many there are.</summary>
[JsonConverter(typeof(NicknamesConverter))]
internal sealed class Nicknames
{
    public static readonly Nicknames Empty = new(
        ImmutableDictionary<AccountId, PrivateText>.Empty, ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<AccountId, PrivateText> _byAccount;
    private readonly ImmutableHashSet<string> _taken;

    private Nicknames(ImmutableDictionary<AccountId, PrivateText> byAccount, ImmutableHashSet<string> taken) =>
        (_byAccount, _taken) = (byAccount, taken);

    public int Count => _byAccount.Count;

    /// <summary>The account's nickname; gone when it has none.</summary>
    public PrivateText Of(AccountId account) => _byAccount.GetValueOrDefault(account);

    /// <summary>Whether somebody has it, or one that looks the same.</summary>
    public bool IsTaken(PrivateText nickname) => _taken.Contains(Essence.Of(nickname));

    public Nicknames With(AccountId account, PrivateText nickname) =>
        nickname.IsGone ? this : new(_byAccount.SetItem(account, nickname), _taken.Add(Essence.Of(nickname)));

    public Nicknames Without(AccountId account) => _byAccount.TryGetValue(account, out var nickname)
        ? new(_byAccount.Remove(account), _taken.Remove(Essence.Of(nickname)))
        : this;

    /// <summary>In snapshots: the list of those who have one.</summary>
    private sealed class NicknamesConverter : JsonConverter<Nicknames>
    {
        public override Nicknames Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<AccountId, PrivateText>>(ref reader, options)!
                .Aggregate(Empty, (all, one) => all.With(one.Key, one.Value));

        public override void Write(Utf8JsonWriter writer, Nicknames value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(
                writer, new SortedDictionary<string, PrivateText>(value._byAccount.ToDictionary(p => p.Key.Value, p => p.Value), StringComparer.Ordinal), options);
    }
}
