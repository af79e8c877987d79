using System.Runtime.Versioning;
using System.Security.Cryptography;
using Consult.Silo.Keys;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Sqlite;
using Consult.Testing;

namespace Consult.Silo.Tests;

/// <summary>The master key and the keys of persons.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyRingTests : SqliteTests
{
    private KeyRing NewRing(string base64, IPersonKeys? persons = null, int cached = 10) =>
        new(MasterKey.Parse(base64, "a test"), persons ?? new SqlitePersonKeys(Fixture.Storage.Database), new VirtualClock(), cached);

    private string KeyText() => File.ReadAllText(Fixture.KeyFile);

    [Fact]
    public async Task Two_who_need_a_first_key_at_once_get_the_same()
    {
        var rings = Enumerable.Range(0, 8).Select(_ => NewRing(KeyText())).ToList();

        var keys = await Task.WhenAll(rings.Select(ring => ring.GetAsync("patient/p", None).AsTask()));

        keys.Select(key => Convert.ToHexString(key!.Value.Span)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_known_key_is_given_at_once()
    {
        await Fixture.Keys.GetAsync("patient/p", None);

        Fixture.Keys.GetAsync("patient/p", None).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task The_memory_of_keys_is_bounded_and_what_left_it_is_read_again()
    {
        var ring = NewRing(KeyText(), cached: 2);
        var first = (await ring.GetAsync("patient/1", None))!.Value.ToArray();
        await ring.GetAsync("patient/2", None);
        await ring.GetAsync("patient/3", None);

        ring.GetAsync("patient/3", None).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        (await ring.GetAsync("patient/1", None))!.Value.ToArray().ShouldBe(first);
    }

    [Fact]
    public async Task A_key_that_is_destroyed_while_it_is_being_read_does_not_stay_in_memory()
    {
        var held = new HeldPersonKeys(new SqlitePersonKeys(Fixture.Storage.Database));
        var ring = NewRing(KeyText(), held);
        await Fixture.Keys.GetAsync("patient/p", None);
        var reading = ring.GetAsync("patient/p", None).AsTask();
        await held.Read.Task;

        await ring.DestroyAsync("patient/p", None);
        held.Release.SetResult();

        await reading;
        (await ring.GetAsync("patient/p", None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_put_in_another_persons_row_does_not_open()
    {
        await Fixture.Keys.GetAsync("patient/p", None);
        await Fixture.EditAsync("INSERT INTO person_key SELECT 'patient/q', wrapped, NULL FROM person_key WHERE person = 'patient/p'");

        await Should.ThrowAsync<CryptographicException>(() => Fixture.Keys.GetAsync("patient/q", None).AsTask());
    }

    [Fact]
    public void Every_file_of_the_record_can_be_read_by_its_owner_alone()
    {
        foreach (var file in new[] { Fixture.KeyFile, Fixture.File, Fixture.File + "-wal" })
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused()
    {
        await Fixture.CloseAsync();
        File.SetUnixFileMode(Fixture.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Open().Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_missing_key_file_is_not_replaced_by_a_new_one()
    {
        await Fixture.CloseAsync();
        File.Delete(Fixture.KeyFile);

        Open().Message.ShouldContain("missing");
        File.Exists(Fixture.KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_master_key_is_refused()
    {
        await Fixture.CloseAsync();

        Open(Convert.ToBase64String(new byte[32])).Message.ShouldContain("not the one");
    }

    [Fact]
    public async Task The_same_master_key_may_come_from_the_configuration()
    {
        var (key, text) = ((await Fixture.Keys.GetAsync("patient/p", None))!.Value.ToArray(), KeyText());
        await Fixture.CloseAsync();
        File.Delete(Fixture.KeyFile);

        await using var storage = SqliteStorage.Open(Fixture.Opening with { MasterKey = text });

        (await storage.Keys.GetAsync("patient/p", None))!.Value.ToArray().ShouldBe(key);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public async Task A_master_key_of_another_form_is_refused_without_being_named(string key)
    {
        await Fixture.CloseAsync();

        var message = Open(key).Message;

        message.ShouldContain("32 bytes");
        message.ShouldNotContain(key);
    }

    [Fact]
    public async Task A_refused_opening_frees_the_file()
    {
        await Fixture.CloseAsync();
        Open(Convert.ToBase64String(new byte[32]));

        await Fixture.OpenAsync();
    }

    [Fact]
    public void Each_purpose_has_its_own_key()
    {
        var master = MasterKey.Parse(Convert.ToBase64String(new byte[32]), "a test");

        // HKDF-SHA256 of 32 zero bytes, empty salt; frozen, because the record of fifteen years hangs on it.
        Convert.ToHexStringLower(master.Derive("consult integrity v1")).ShouldBe("303eb15bf45180f7e0e5eb4c127b9bf8f458fe2189c5f8c63f04fc390f054eab");
        master.Derive("consult wrapping v1").ShouldNotBe(master.Derive("consult integrity v1"));
    }

    private StoreUnavailableException Open(string? key = null) =>
        Should.Throw<StoreUnavailableException>(() => SqliteStorage.Open(Fixture.Opening with { MasterKey = key }));

    /// <summary>Reads, and waits with the answer until the test releases it.</summary>
    private sealed class HeldPersonKeys(IPersonKeys inner) : IPersonKeys
    {
        public TaskCompletionSource Read { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<WrappedKey?> FindAsync(string person, CancellationToken cancellationToken)
        {
            var row = await inner.FindAsync(person, cancellationToken);
            Read.TrySetResult();
            await Release.Task;
            return row;
        }

        public Task<WrappedKey> AddAsync(string person, byte[] wrapped, CancellationToken cancellationToken) =>
            inner.AddAsync(person, wrapped, cancellationToken);

        public Task DestroyAsync(string person, DateTimeOffset at, CancellationToken cancellationToken) =>
            inner.DestroyAsync(person, at, cancellationToken);
    }
}
