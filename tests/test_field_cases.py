"""Faults met in the field, each with the tests that hold its mend. A test that is renamed or lost is missed here."""

import ast

import pytest

from tests.places import ROOT

# What was met: the tests. A name alone is a test function, whatever its parameters.
CASES = {
    "a wrong paper passes in another folder": [
        "engine/test_field.py::test_a_wrong_answer_is_wrong_in_every_folder",
        "engine/test_report.py::test_a_paper_is_known_by_its_content",
        "course/test_plain_nbval.py::test_nbval_fails_exactly_the_open_and_wrong_tasks",
    ],
    "one folder a student, as a platform unpacks it": [
        "engine/test_report.py::test_a_class_in_folders_of_its_own_gets_a_block_a_file",
        "engine/test_collect.py::test_six_layouts_as_folder_and_as_zip",
    ],
    "a notebook with metadata null stops the class": [
        "engine/test_field.py::test_a_file_without_metadata_costs_one_sentence",
        "engine/test_hostile.py::test_odd_nodes_anywhere_in_the_file_cost_nothing",
    ],
    "a clone with line ends of Windows": [
        "course/test_line_ends.py::test_a_clone_with_autocrlf_has_the_line_ends_of_the_course",
        "engine/test_doctor.py::test_windows_line_ends_are_told_apart_from_damage",
        "engine/test_seal.py::test_a_sound_table_and_one_with_other_line_ends_are_read",
    ],
    "a newer course after a lesson was run in place": [
        "engine/test_update.py::test_a_lesson_that_was_only_run_is_renewed",
        "engine/test_update.py::test_own_lines_are_put_back_and_the_whole_is_kept",
        "engine/test_doctor.py::test_lessons_that_were_run_in_place_lead_to_the_update",
    ],
    "one task changes the table of all": [
        "engine/test_field.py::test_a_table_that_one_task_changes_costs_no_other_task"
    ],
    "half an emoji": [
        "engine/test_field.py::test_half_a_letter_is_named_and_the_other_task_is_judged",
        "engine/test_hostile.py::test_a_hostile_cell_costs_its_own_task_and_is_told",
    ],
    "a file called pandas.py": [
        "engine/test_field.py::test_a_file_with_the_name_of_a_package_is_named_and_not_read",
        "engine/test_doctor.py::test_a_file_that_hides_a_package_is_named",
        "engine/test_explain.py::test_a_file_of_ones_own_that_hides_a_package_is_named",
    ],
    "progress with a byte-order mark": ["engine/test_store.py::test_a_file_from_another_editor_is_read"],
    "two kernels on one notebook": [
        "engine/test_store.py::test_the_same_notebook_open_twice_loses_nothing",
        "engine/test_store.py::test_many_notebooks_at_once_lose_nothing",
    ],
    "a table saved by a spreadsheet": [
        "engine/test_seal.py::test_a_table_that_a_spreadsheet_saved_is_named_by_the_check",
        "engine/test_field.py::test_a_table_that_a_spreadsheet_saved_is_named_once_for_the_paper",
        "engine/test_doctor.py::test_a_table_that_a_spreadsheet_saved_is_named",
    ],
    "times that mislead": [
        "engine/test_report.py::test_a_paper_older_than_the_last_check_in_its_own_notebook_is_told",
        "engine/test_store.py::test_moments_are_kept_in_utc_with_the_notebook_they_belong_to",
    ],
    "PYTHONPATH of another program": [
        "engine/test_field.py::test_another_pandas_in_pythonpath_marks_nobody_down",
        "engine/test_doctor.py::test_pythonpath_is_named_when_packages_lie_in_it",
    ],
    "a second clone": [
        "engine/test_start.py::test_the_copies_lie_in_the_course_one_stands_in",
        "engine/test_doctor.py::test_the_program_of_another_clone_is_named",
    ],
    "signs of another keyboard": [
        "engine/test_field.py::test_signs_of_other_keyboards_are_named_with_their_place",
        "engine/test_explain.py::test_the_sentence_names_what_is_wrong",
        "engine/test_explain.py::test_a_label_that_only_looks_right_is_told_although_nothing_fails",
        "engine/test_first_aid.py::test_letters_that_look_latin_and_packages_without_pip",
    ],
    "a full disk": [
        "engine/test_doctor.py::test_a_full_disk_is_told_apart_from_rights",
        "engine/test_start.py::test_a_full_disk_is_told_apart_from_a_read_only_folder",
        "engine/test_store.py::test_a_full_disk_is_told_once_and_costs_only_the_memory",
    ],
    "a terminal without UTF-8, a reader that goes away": [
        "engine/test_cli.py::test_a_terminal_with_few_signs_gets_all_words",
        "engine/test_cli.py::test_a_reader_that_goes_away_changes_neither_words_nor_exit_code",
        "engine/test_report.py::test_one_task_alone_a_mistyped_name_and_a_poor_terminal",
    ],
    "%pip without pip": ["engine/test_first_aid.py::test_letters_that_look_latin_and_packages_without_pip"],
    "other plugins of pytest": [
        "course/test_other_plugins.py::test_pytest_randomly_leaves_cells_in_their_order",
        "course/test_other_plugins.py::test_another_plugin_that_shuffles_leaves_tasks_in_their_order",
        "course/test_other_plugins.py::test_without_xdist_the_options_of_the_settings_are_still_understood",
    ],
    "a guess with a number as text": ["engine/test_store.py::test_a_guess_that_an_editor_has_changed_counts_as_none"],
    "the check judges an old answer": [
        "engine/test_runs.py::test_no_old_value_is_judged",
        "engine/test_runs.py::test_in_a_live_notebook_an_old_answer_is_called_old",
    ],
    "only the check is run after a restart": [
        "engine/test_first_aid.py::test_a_notebook_shows_sentence_line_and_the_full_message_folded"
    ],
    "another Python without the course": [
        "course/test_first_cell.py::test_the_error_of_another_python_shows_that_line"
    ],
}


@pytest.mark.parametrize("case", CASES)
def test_the_tests_of_a_case_are_there(case):
    for one in CASES[case]:
        file, _, name = one.partition("::")
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, one
