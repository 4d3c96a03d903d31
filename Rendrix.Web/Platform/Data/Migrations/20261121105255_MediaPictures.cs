using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class MediaPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "blob_id",
                table: "media_files",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "crop",
                table: "media_files",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "crop_of",
                table: "media_files",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "focal_x",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 50);

            migrationBuilder.AddColumn<int>(
                name: "focal_y",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 50);

            migrationBuilder.AddColumn<int>(
                name: "frames",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "tint",
                table: "media_files",
                type: "character varying(6)",
                maxLength: 6,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_blob_id",
                table: "media_files",
                columns: new[] { "tenant_id", "blob_id" },
                filter: "blob_id is not null");

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_media_files_blob_id",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "blob_id",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "crop",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "crop_of",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "focal_x",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "focal_y",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "frames",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "tint",
                table: "media_files");
        }
    }
}
