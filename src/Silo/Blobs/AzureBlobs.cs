using System.Collections.Immutable;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Consult.Attachments;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Blobs;

/// <summary>
/// Attachments in Azure Blob Storage: one container, a blob for each part, named <c>ATTACHMENT/PART</c>. For any number
/// of processes. What Azure holds is sealed; nobody but this server gives it out.
/// </summary>
internal sealed class AzureBlobs(string connectionString, string container) : IBlobStore
{
    private const int NotFound = 404;
    private const int Conflict = 409;

    private readonly BlobContainerClient _container = new(connectionString, container, new BlobClientOptions
    {
        // Whoever waits for it gets `busy` within a minute, and asks again.
        Retry = { MaxRetries = 3, MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(15) },
    });

    /// <inheritdoc/>
    public async Task<bool> AddAsync(AttachmentId owner, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var isFirstTry = true;
        while (true)
        {
            try
            {
                return await UploadAsync(BlobOf(owner, part), bytes, cancellationToken);
            }
            catch (RequestFailedException e) when (isFirstTry && e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                isFirstTry = false;
                await TryAsync(() => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));
            }
            catch (Exception e) when (IsAway(e))
            {
                throw new StoreAwayException(e);
            }
        }
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(AttachmentId owner, string part, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        try
        {
            var found = await BlobOf(owner, part).DownloadContentAsync(cancellationToken);
            return found.Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ListAsync(AttachmentId owner, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, FolderOf(owner), cancellationToken))
                names.Add(blob.Name[FolderOf(owner).Length..]);
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            // No container, so nothing in it.
        }
        return names.ToImmutable();
    });

    /// <inheritdoc/>
    public async Task RemoveAsync(AttachmentId owner, CancellationToken cancellationToken)
    {
        foreach (var part in await ListAsync(owner, cancellationToken))
            await TryAsync(() => BlobOf(owner, part).DeleteIfExistsAsync(cancellationToken: cancellationToken));
    }

    private static async Task<bool> UploadAsync(BlobClient blob, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == Conflict && e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
    }

    private BlobClient BlobOf(AttachmentId owner, string part) => _container.GetBlobClient(FolderOf(owner) + part);

    private static string FolderOf(AttachmentId owner) => $"{owner}/";

    private static async Task<T> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new StoreAwayException(e);
        }
    }

    // The SDK gathers the failures of its tries in an AggregateException.
    private static bool IsAway(Exception e) =>
        e is RequestFailedException or AggregateException { InnerException: RequestFailedException }
        || (e is TaskCanceledException { InnerException: TimeoutException });
}
