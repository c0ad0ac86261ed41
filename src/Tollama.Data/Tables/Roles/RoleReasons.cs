namespace Tollama.Data.Tables.Roles;

/// <summary>Why a column has its role.</summary>
internal static class RoleReasons
{
    public const string Request = "named by the request";
    public const string Name = "by its name";
    public const string Content = "by its content";
    public const string Header = "from the header";
    public const string FileName = "from the names of the files";
    public const string Ahead = "known after the last value";
}
