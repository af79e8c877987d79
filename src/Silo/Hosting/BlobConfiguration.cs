using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting;

/// <summary>
/// Where the bytes of attachments are kept: in the Azure storage account that <c>Blobs:Azure:ConnectionString</c> names
/// (container <c>Blobs:Azure:Container</c>), otherwise in the folder <c>Blobs:Folder</c>, beside the record.
/// </summary>
internal static class BlobConfiguration
{
    /// <summary>Registers the store.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Blobs:Azure:ConnectionString"] is { Length: > 0 } azure
            ? services.AddAzureBlobs(azure, configuration["Blobs:Azure:Container"] ?? "attachments")
            : services.AddFolderBlobs(FolderOf(configuration));

    private static string FolderOf(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Blobs:Folder"] ?? Path.Combine(configuration["data"] ?? "data", "blobs"));
}
